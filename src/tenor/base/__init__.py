"""What every stage needs: clauses, problems, periods, days, deadlines, figures, phrases, files, wording."""
