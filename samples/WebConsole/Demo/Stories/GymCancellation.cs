using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>
/// The caller hangs up while the agent is still working: the turn and its function remain open, and are abandoned when the conversation ends.
/// </summary>
internal sealed class GymCancellation : Story
{
    private const string Member = "Bartholomew Quill";

    public override TimeSpan Ago => TimeSpan.FromHours(110);

    public override ConversationInfo Info => new("demo-gym-cancellation")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "voice",
        Direction = ConversationDirection.Inbound,
        FromNumber = "+12125550177",
        ToNumber = "+12125550100",
        UserId = "member-4410",
        Language = "en-US",
    };

    public override IReadOnlyList<string> Tools => ["find_member", "check_early_termination"];

    public override async Task TellAsync(Stage stage)
    {
        var conv = stage.Conv;
        await stage.GreetAsync("Ironworks Gym. How can I help?");
        await stage.TurnAsync("I want to cancel my membership.", "I'm sorry to hear that. What's the name on it?");
        await stage.TurnAsync($"{Member}. And please don't offer me a discount.".Hiding(Member), async () =>
        {
            using var call = stage.BeginFunction("find_member", arguments: new { name = Member });
            conv.Log.Info("Member captured", LogField.Pii("name", Member));
            using var reply = await stage.Backend.GetAsync("https://gym.example/members/4410", 200, 199);
            await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://gym.example/members/{id}");
            call.Complete(new { member = "4410", months_left = 2 });
            return "Thank you. Two months are left on your contract. One moment while I check whether we can end it sooner.";
        });
        await stage.TakesAsync(2_400);

#pragma warning disable CL0010 // These two have no end, because the line was cut.
        conv.BeginTurn("Seriously?");
        conv.BeginFunction("check_early_termination", arguments: new { member = "4410" });
#pragma warning restore CL0010
        conv.Log.Info("Contract requested", ("source", "archive"));
        await stage.TakesAsync(9_700);
        conv.Log.Warning("Caller hung up", ("waited_seconds", 9.7));
    }
}
