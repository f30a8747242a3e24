using ConvLog.Privacy;

namespace ConvLog.Console.Tests.Support;

/// <summary>Alerts over the staged conversations in every state that a page shows.</summary>
internal static class StagedAlerts
{
    private static readonly TimeSpan s_week = TimeSpan.FromDays(7);

    public static void Configure(AlertOptions alerts)
    {
        alerts.Rules.Add(new AlertRule { Name = "Nobody uses this", Target = "unused", Threshold = 0.1 });
        alerts.Rules.Add(new AlertRule { Name = "Costs too much", Measure = AlertMeasure.Cost, Currency = "USD", Threshold = 1_000, Window = s_week });
        alerts.Rules.Add(new AlertRule { Name = "Pending", Window = s_week, MinimumCount = 1, For = TimeSpan.FromHours(1) });
        alerts.Rules.Add(new AlertRule { Name = "Silenced", Window = s_week, MinimumCount = 1, AgentId = "therapy-web" });
        alerts.Rules.Add(new AlertRule { Name = "Functions fail", Threshold = 0.001, Window = s_week, MinimumCount = 1 });
        alerts.Rules.Add(new AlertRule { Name = new string('W', 100), Measure = AlertMeasure.Drops, Threshold = 1_000 });
        alerts.OnAlert = static (_, _) => throw new HttpRequestException("Not delivered");
    }

    /// <summary>Waits for the only evaluation with a stopped clock, and silences an alert.</summary>
    public static async Task EvaluatedAsync(ConversationAlerts alerts)
    {
        while ((await alerts.ReadAsync(Reader.Anonymous)).Any(
            static alert => alert.EvaluatedAt is null || alert is { State: AlertState.Firing, DeliveryFailure: null }))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        await alerts.SilenceAsync(new Reader("Quality team", canReadPii: false), "Silenced", TimeSpan.FromHours(8));
    }
}
