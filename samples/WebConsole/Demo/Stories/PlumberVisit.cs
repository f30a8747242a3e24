using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>A repair that ended in a dispute. It is on legal hold: it is neither deleted nor erased until the hold is released.</summary>
internal sealed class PlumberVisit : Story
{
    private const string Tenant = "Ottilie Brandt";

    public override TimeSpan Ago => TimeSpan.FromDays(39);

    public override string? HoldReason => "Dispute 88/2: water damage in the flat below";

    public override ConversationInfo Info => new("demo-plumber-visit")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "voice",
        Direction = ConversationDirection.Inbound,
        FromNumber = "+12125550119",
        ToNumber = "+12125550100",
        UserId = "tenant-88",
        Language = "en-US",
    };

    public override IReadOnlyList<string> Tools => ["schedule_visit"];

    public override async Task TellAsync(Stage stage)
    {
        var conv = stage.Conv;
        await stage.GreetAsync("Home repairs. What is broken?");
        await stage.TurnAsync("The valve under the sink drips, and it's been two days.", "I'm sorry. What's your name, please?");
        await stage.TurnAsync(Tenant.Hiding(Tenant), async () =>
        {
            using var call = stage.BeginFunction("schedule_visit", arguments: new { tenant = Tenant, urgency = "normal" });
            conv.Log.Info("Tenant captured", LogField.Pii("name", Tenant));
            conv.Log.Warning("No slot within two days", ("wanted_days", 2), ("first_free_days", 5));
            using var reply = await stage.Backend.PostAsync("https://repairs.example/v1/visits", 201, 388, """{"visit":"V-118"}""");
            await conv.LogApiResponseAsync(reply.Response, reply.Elapsed);
            call.Complete(new { visit = "V-118", days = 5 });
            return "The first visit I can offer is in five days. Please turn off the valve until then.";
        });
        conv.AddFeedback(FeedbackRating.Dislike, "Five days, with water on the floor?", ["incomplete"]);
        conv.Score("csat", 1, ScoreSource.User);
        conv.Score("goal reached", false, ScoreSource.Model, "The visit is too late for an emergency.", "judge", "1");
        conv.AddLabel("follow up", "quality-team");
    }
}
