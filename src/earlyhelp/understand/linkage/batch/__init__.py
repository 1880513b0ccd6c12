"""Link whole tables of people, many records at a time. Pure: no Django, and no database but its own in memory."""
