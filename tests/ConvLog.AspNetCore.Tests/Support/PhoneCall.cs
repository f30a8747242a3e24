namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A call in which the agent greets, the caller interrupts an answer that took 150 ms, and a silence is prompted.</summary>
internal static class PhoneCall
{
    public static async Task PlayAsync(Site site, string id)
    {
        await using var conv = site.Open(new ConversationInfo(id));
        using (var greeting = conv.BeginTurn(""))
        {
            greeting.Complete("Good evening");
        }

        using (var turn = conv.BeginTurn("A table for two"))
        {
            site.Clock.Pass(150);
            turn.Complete("For when?");
            turn.SetStages(new TurnStages { Model = TimeSpan.FromMilliseconds(60) });
            turn.Interrupt("For");
        }

        using var prompt = conv.BeginTurn("");
        prompt.Complete("Are you still there?");
    }
}
