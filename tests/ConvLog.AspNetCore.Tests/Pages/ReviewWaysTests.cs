using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>The ways through a conversation, and out of it: from problem to problem, copies, marks of what is missing.</summary>
public sealed partial class ReviewWaysTests
{
    private const string Path = "/convlog/conversations/conv-42";

    [Fact]
    public async Task Every_problem_leads_to_the_one_before_and_after_it_by_the_same_keys()
    {
        await using var site = await Site.WithKeysAsync();
        await using (var conv = site.Open(new ConversationInfo("conv-42")))
        {
            using (conv.BeginTurn("Hello"))
            {
                conv.Log.Error("first");
                using var call = conv.BeginFunction("save_guest");
                call.Fail("second: nothing was logged");
            }

            using var turn = conv.BeginTurn("And now?");
            turn.Fail("third");
        }

        string body = (await site.GetWithKeyAsync(Path)).Body;
        var problems = (await site.ReadAsync()).Turns[0];
        string[] anchors = [$"f-{problems.FunctionEvents[0].Id}", $"e-{problems.Entries[0].Id:N}", "t2"];

        Ways(body, "n").Should().Equal(anchors[0], anchors[1], anchors[2]).And.HaveCount(3, "the bar leads to the first, each but the last to the next");
        Ways(body, "p").Should().BeEquivalentTo([anchors[2], anchors[0], anchors[1]], "the bar leads to the last, each but the first to the one before");
    }

    [Fact]
    public async Task A_line_of_a_short_conversation_is_copied_as_the_api_gives_it_and_a_call_by_its_id()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42") { AgentId = "bookings" }, static conv =>
        {
            using var call = conv.BeginFunction("save_guest");
            conv.Log.Info("Validated \"inputs\" <b>", ("attempt", 2), LogField.Pii("phone", "+15550100"));
            conv.LogApiResponse("POST", "https://crm.example/contacts?phone=15550100", 409, TimeSpan.FromMilliseconds(271));
        });

        string body = (await site.GetWithKeyAsync(Path)).Body;
        var told = (await site.GetWithKeyAsync("/convlog/v1/conversations/conv-42")).Json.GetProperty("turns")[0].GetProperty("function_events")[0];

        var copies = Copies().Matches(body).Select(static match => WebUtility.HtmlDecode(match.Groups["text"].Value)).ToList();
        copies.Should().HaveCount(3).And.Contain(told.GetProperty("id").GetString()).And.NotContain(static copy
            => copy.Contains("15550100", StringComparison.Ordinal));
        copies.Where(static copy => copy.StartsWith('{')).Select(static copy => Parsed(copy)).Should().Equal(
            [Parsed(told.GetProperty("entries")[0].GetRawText()), Parsed(told.GetProperty("api_responses")[0].GetRawText())]);
        Buttons().Matches(body).Select(static match => match.Value).Should()
            .OnlyContain(static button => button.Contains(" hidden ", StringComparison.Ordinal), "without a script it does nothing");
    }

    [Fact]
    public async Task In_a_long_conversation_only_calls_are_copied()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42"), static conv =>
        {
            using var call = conv.BeginFunction("save_guest");
            for (int i = 0; i < 151; i++)
            {
                conv.Log.Info("step");
            }
        });

        Copies().Count((await site.GetWithKeyAsync(Path)).Body).Should().Be(1);
    }

    [Fact]
    public async Task The_pseudonym_leads_to_all_that_the_user_did_and_a_revealed_id_nowhere()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42") { UserId = "jane" });

        (await site.GetWithKeyAsync(Path, Site.PiiKey)).Body.Should().MatchRegex("href=\"/convlog/users/user-[0-9a-f]+\"");
        (await site.RevealAsync(Path)).Body.Should().Contain("<bdi>jane</bdi>").And.NotContain("/convlog/users/");
    }

    [Fact]
    public async Task What_was_dropped_is_marked_on_the_time_line()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42"), static conv =>
        {
            using (conv.BeginFunction("whole"))
            {
                conv.Log.Info("short");
            }

            using var call = conv.BeginFunction("cut");
            conv.Log.Info(new string('x', 20_000));
        });

        Regex.Count((await site.GetWithKeyAsync(Path)).Body, "Some entries were dropped or truncated", RegexOptions.None, TimeSpan.FromSeconds(1)).Should()
            .Be(1);
    }

    private static IEnumerable<string> Ways(string body, string key)
        => Keys().Matches(body).Where(match => string.Equals(match.Groups["key"].Value, key, StringComparison.Ordinal))
            .Select(static match => match.Groups["anchor"].Value);

    private static string Parsed(string json) => JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(json));

    [GeneratedRegex("href=\"#(?<anchor>[^\"]+)\" title=\"[^\"]+\" data-key=\"(?<key>[np])\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Keys();

    [GeneratedRegex("data-copy=\"(?<text>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Copies();

    [GeneratedRegex("<button[^>]*data-copy[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Buttons();
}
