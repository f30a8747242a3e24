using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>A claim after a burst pipe. The policy is found, cover is unclear, and an adjuster takes over.</summary>
internal sealed class InsuranceClaim : Story
{
    private const string Policy = "HH-20-448812";
    private const string Holder = "Rosalind Achterberg";
    private const string Address = "17 Fernhill Close";

    public override TimeSpan Ago => TimeSpan.FromHours(44);

    public override ConversationInfo Info => new("demo-insurance-claim")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "webchat",
        UserId = "policyholder-9917",
        Language = "en-GB",
        VariantId = "B",
        Attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["tier"] = "gold", ["email"] = "rosalind@example.com" },
    };

    public override IReadOnlyList<string> Tools => ["find_policy", "check_cover"];

    public override async Task TellAsync(Stage stage)
    {
        var conv = stage.Conv;
        await stage.TurnAsync(
            "a pipe burst in my kitchen last night, the floor is ruined",
            "I'm sorry to hear that. Is the water turned off now? Then let us start your claim: what is your policy number?");
        await stage.TurnAsync($"yes it's off. {Policy}, {Holder}, {Address}".Hiding(Policy, Holder, Address), async () =>
        {
            await FindPolicyAsync(stage);
            return "Thank you. I have your household policy here. About how large is the damaged part of the floor?";
        });
        await stage.TurnAsync("maybe 12 square metres, oak", async () =>
        {
            // The agent's own reasoning, outside of any function: it belongs to the turn.
            conv.Log.Info("Damage described", ("area_m2", 12), ("material", "oak"), ("photos", 0));
            await CheckCoverAsync(stage);
            return "For water damage of this kind an adjuster has to decide. I have opened the claim and hand you over to a colleague who stays with it.";
        });
        await stage.TurnAsync("so you can't say if it's covered?", "Not reliably, and I would rather not guess. My colleague will call you within two hours.");
        conv.HandOff("claims-adjusters", "cover_unclear");
        conv.AddFeedback(FeedbackRating.Dislike, "Polite, but I still do not know whether I am covered.");
        conv.AddNote("Correct hand-off. Clause 14.2 is ambiguous about supply hoses; ask legal for a rule.", "claims-lead");
    }

    private static async Task FindPolicyAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("find_policy", "call_p1", new { policy = Policy, holder = Holder });
        conv.Log.Info("Policy number captured", LogField.Pii("policy", Policy, shown: "HH-**-******"));
        conv.Log.Info("Holder captured", ("holder", Holder), ("address", Address), isPii: true);
        conv.Log.Info("Holder captured [redacted]");
        using var reply = await stage.Backend.GetAsync($"https://policies.example/v1/policies/{Policy}", 200, 418, """{"product":"household"}""");
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://policies.example/v1/policies/{number}");
        conv.Log.Info("Results found", ("count", 1), ("product", "household"), ("in_force", true));
        conv.SetState("policy", Policy);
        call.Complete(new { product = "household", holder = Holder });
    }

    private static async Task CheckCoverAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("check_cover", arguments: new { peril = "water", cause = "burst pipe" });
        using (var rules = stage.BeginFunction("evaluate_rules"))
        {
            await stage.TakesAsync(37);
            conv.Log.Info("Rules evaluated", ("rules", 112), ("matched", 2), LogField.Of("clauses", new[] { "14.1", "14.2" }));
            conv.Log.Warning("Clauses contradict each other", ("clause_a", "14.1"), ("clause_b", "14.2"));
            rules.Complete(new { covered = (bool?)null });
        }

        await OpenClaimAsync(stage);
        call.Complete(new { decision = "adjuster" });
    }

    private static async Task OpenClaimAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("open_claim", arguments: new { policy = Policy });
        using var reply = await stage.Backend.PostAsync("https://claims.example/v1/claims", 201, 655, """{"claim":"C-70031"}""");
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed);
        conv.Log.Info("Claim opened", ("claim", "C-70031"), ("priority", "high"));
        conv.SetState("claim", "C-70031");
        call.Complete(new { claim = "C-70031" });
    }
}
