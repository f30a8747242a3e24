using ConvLog;
using WebConsole.Dialogues;

namespace WebConsole.Replay;

/// <summary>Adds data to a finished conversation: metrics, a score, sometimes a rating, sometimes a label or a note of the team.</summary>
internal static class Aftermath
{
    public static void Leave(Conversation conv, Dialogue dialogue, Chance chance)
    {
        int failed = dialogue.Exchanges.Sum(exchange => exchange.Calls.Count(call => call.Failed));
        bool endedWell = dialogue.Exchanges.SelectMany(exchange => exchange.Calls).LastOrDefault() is not { Failed: true };
        conv.WriteMetric("TOTAL_AGENT_TURNS", dialogue.Exchanges.Count, writeOnce: true);
        conv.WriteMetric("FAILED_CALLS", failed, writeOnce: true);
        conv.WriteMetric("TASK_COMPLETED", endedWell, writeOnce: true);
        conv.Score("goal reached", endedWell, ScoreSource.Model, scorer: "judge", scorerVersion: "1");
        if (failed > 0 && !endedWell)
        {
            conv.AddLabel("service failed", "review-team");
        }

        if (endedWell && chance.OnceIn(5))
        {
            conv.AddFeedback(FeedbackRating.Like, chance.Pick(null, "Quick and easy.", "Got what I needed, thank you.", null));
        }
        else if (!endedWell && chance.OnceIn(2))
        {
            var (comment, reason) = chance.Pick(("It was not free in the end.", "wrong information"), ("Why offer it if it can't be booked?", "wrong tool"),
                ((string?)null, "incomplete"));
            conv.AddFeedback(FeedbackRating.Dislike, comment, [reason]);
        }

        if (failed > 0 && chance.OnceIn(3))
        {
            conv.AddNote(chance.Pick("The agent offers what the service then refuses: check how fresh the listing is.",
                "Should have proposed another time by itself."), "review-team");
        }
    }
}
