using ConvLog.Privacy;
using ConvLog.Records;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>Four conversations, a minute apart, that differ in every filter of the list, and keys limited to some of them.</summary>
internal static class Desk
{
    public const string BookingsKey = "bookings-key-0123456789";
    public const string ManagerKey = "manager-key-0123456789";
    public const string BookingsManagerKey = "bookings-manager-key-0123456789";

    public const string Said = "Book a table for two";

    private static readonly Reader s_team = new("Ada", canReadPii: true);

    public static async Task<Site> PlayedAsync(bool onKestrel = false)
    {
        var site = await StartAsync(onKestrel);
        await BookingsAsync(site);
        await WeatherAsync(site);
        await QuietAsync(site);
        await DebuggedAsync(site);
        return site;
    }

    private static Task<Site> StartAsync(bool onKestrel) => Site.WithKeysAsync(
        static options =>
        {
            var scope = new ConversationScope { AgentIds = ["bookings"] };
            options.ApiKeys.Add(BookingsKey, "Bookings", ConvLogPermissions.Read, scope);
            options.ApiKeys.Add(ManagerKey, "Manager", ConvLogPermissions.Read | ConvLogPermissions.Manage);
            options.ApiKeys.Add(BookingsManagerKey, "Bookings manager", ConvLogPermissions.Read | ConvLogPermissions.Manage, scope);
            (options.SearchesPerMinute, options.ExportsPerMinute) = (int.MaxValue, int.MaxValue);
        },
        onKestrel);

    // conv-1: a failed function, an error, a slow answer, a disliked answer that was improved, a read mark.
    private static async Task BookingsAsync(Site site)
    {
        await using (var conv = site.Open(new ConversationInfo("conv-1")
        {
            AgentId = "bookings",
            AccountId = "acme",
            ProjectId = "front-desk",
            Channel = "webchat",
            UserId = "ada@example.com",
            FromNumber = "+15550100",
            ToNumber = "+15550199",
            Attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["tier"] = "gold" },
        }))
        {
            using (var turn = conv.BeginTurn(Said))
            {
                using (var call = conv.BeginFunction("save_guest", "call_7", new { name = "Ada Lovelace" }))
                {
                    conv.Log.Info("Validated inputs", ("validation_passed", true), LogField.Pii("user_phone", "+15550100", shown: "+1…"));
                    conv.Log.Error("CRM upsert failed", ("status", 409));
                    conv.Log.Warning("Caller number captured", ("phone", "+15550100"), isPii: true);
                    conv.LogApiResponse("POST", "https://crm.example/contacts?phone=15550100", 409, TimeSpan.FromMilliseconds(271.5), """{"code":"taken"}""");
                    conv.SetState("guest", "Ada Lovelace");
                    site.Clock.Pass(1_500);
                    call.Fail(new InvalidOperationException("No guest of this name"));
                }

                turn.Complete("Done.", new ModelUsage("gpt-x", 310, 42, 0.0120m));
            }

            conv.AddFeedback(FeedbackRating.Dislike, "Not what I asked for");
            conv.AddNote("Call her back", "Ada");
        }

        var team = site.Services.GetRequiredService<ConversationTeam>();
        await team.AnnotateAsync(s_team, "conv-1", 1, "Your table for two is booked.");
        await team.MarkReadAsync(s_team, "conv-1");
        site.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    // conv-2: another agent and account, a warning, a quick answer that the team liked.
    private static async Task WeatherAsync(Site site)
    {
        await using (var conv =
            site.Open(new ConversationInfo("conv-2") { AgentId = "weather", AccountId = "globex", ProjectId = "sky", Channel = "voice", UserId = "joe",
            FromNumber = "+15550101" }))
        {
            using var turn = conv.BeginTurn("Will it rain on the terrace?");
            conv.Log.Warning("No station near", ("status", 404));
            site.Clock.Pass(100);
            turn.Complete("No.", new ModelUsage("gpt-x", 10, 2));
            conv.AddFeedback(FeedbackRating.Like, source: FeedbackSource.Team);
        }

        site.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    // conv-3: the same user again, in the sandbox, without problems.
    private static async Task QuietAsync(Site site)
    {
        await site.PlayAsync(new ConversationInfo("conv-3") { AgentId = "bookings", Environment = ConversationEnvironment.Sandbox,
            UserId = "ada@example.com" }, said: "=1+1", answered: "@cancel it");
        site.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    // conv-4: listed only with the environment debug.
    private static Task DebuggedAsync(Site site)
        => site.PlayAsync(new ConversationInfo("conv-4") { AgentId = "bookings", Environment = ConversationEnvironment.Debug });
}
