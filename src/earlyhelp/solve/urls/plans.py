"""A family's plan, beneath its episode."""

from django.urls import path

from earlyhelp.solve.views import papers, plans, visits

urlpatterns = [
    path("<str:reference>/plan/", plans.plan, name="plan"),
    path("<str:reference>/plan/goals/add/", plans.add_goal, name="add_goal"),
    path("<str:reference>/plan/goals/carry/", plans.carry_goals, name="carry_goals"),
    path("<str:reference>/plan/goals/<uuid:goal_id>/", plans.change_goal, name="change_goal"),
    path("<str:reference>/plan/goals/<uuid:goal_id>/end/", plans.end_goal, name="end_goal"),
    path("<str:reference>/plan/goals/<uuid:goal_id>/strengths/", plans.goal_strengths, name="goal_strengths"),
    path("<str:reference>/plan/goals/<uuid:goal_id>/actions/", plans.add_goal_action, name="add_goal_action"),
    path("<str:reference>/plan/level/", plans.level, name="level"),
    path("<str:reference>/plan/visits/<str:kind>/", visits.visit, name="visit"),
    path("<str:reference>/plan/review/", visits.move, name="move_review"),
    path("<str:reference>/plan/give/", papers.give, name="give_plan"),
    path("<str:reference>/plan/papers/<int:number>/", papers.paper, name="plan_paper"),
    path("<str:reference>/plan/papers/<int:number>/plan.pdf", papers.paper_pdf, name="plan_pdf"),
    path("<str:reference>/plan/papers/<int:number>/link/", papers.make_link, name="make_link"),
    path("<str:reference>/plan/links/<uuid:link_id>/end/", papers.end_link, name="end_link"),
    path("<str:reference>/plan/replies/<uuid:reply_id>/", papers.reply_seen, name="reply_seen"),
]
