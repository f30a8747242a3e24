using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>Navigation within a conversation: from problem to problem, copies, and marks of missing data.</summary>
public sealed partial class ReviewWaysTests
{
    private const string Path = "/convlog/conversations/conv-42";

    [Fact]
    public async Task The_same_keys_move_between_problems()
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

        Ways(body, ".").Should().Equal(anchors[0], anchors[1], anchors[2]).And.HaveCount(3, "the bar leads to the first, each but the last to the next");
        Ways(body, ",").Should().BeEquivalentTo([anchors[2], anchors[0], anchors[1]], "the bar leads to the last, each but the first to the one before");
    }

    [Fact]
    public async Task The_id_of_a_call_is_copied_by_a_button_that_needs_JavaScript()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42"), static conv =>
        {
            using var call = conv.BeginFunction("save_guest");
            conv.Log.Info("Validated");
        });

        string body = (await site.GetWithKeyAsync(Path)).Body;

        Copies().Matches(body).Select(static match => match.Groups["text"].Value).Should().Equal((await site.ReadAsync()).Turns[0].FunctionEvents[0].Id);
        Buttons().Matches(body).Select(static match => match.Value).Should()
            .OnlyContain(static button => button.Contains(" hidden ", StringComparison.Ordinal), "without a script it does nothing");
    }

    [Fact]
    public async Task The_selected_element_is_expanded_and_marked_and_its_call_shown_in_the_side_panel()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42"), static conv =>
        {
            for (int i = 0; i < 12; i++)
            {
                using var call = conv.BeginFunction($"step{i}");
                conv.Log.Info($"Entry {i}");
            }
        });
        var chosen = (await site.ReadAsync()).Turns[0].FunctionEvents[7];

        string body = (await site.GetWithKeyAsync($"{Path}?at={chosen.Entries[0].Id:N}")).Body;

        body.Should().ContainAll($"<details class=\"call completed\" open id=\"f-{chosen.Id}\">",
            $"<li class=\"entry info hit\" id=\"e-{chosen.Entries[0].Id:N}\">",
            "<section class=\"inspector\"", $"/convlog/copy?id=conv-42&amp;at={chosen.Entries[0].Id:N}&amp;as=markdown");
        body[body.IndexOf("class=\"inspector\"", StringComparison.Ordinal)..].Should().Contain("<bdi>step7</bdi>");
        Regex.Count(body, "<details class=\"call completed\" open", RegexOptions.None, TimeSpan.FromSeconds(1)).Should()
            .Be(1, "of many calls the others are rows");
    }

    [Fact]
    public async Task The_first_problem_is_summarized_at_the_top_and_shown_in_the_side_panel()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42"), static conv =>
        {
            using var call = conv.BeginFunction("save_guest");
            conv.LogApiResponse("PUT", "https://crm.example/contacts/1?phone=2", 409, TimeSpan.FromMilliseconds(31));
            call.Fail("No.");
        });

        string body = (await site.GetWithKeyAsync(Path)).Body;
        string words = Regex.Replace(body, "<[^>]+>", "", RegexOptions.None, TimeSpan.FromSeconds(1));
        string text = Regex.Replace(words, "\\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(1));

        text.Should().Contain("save_guest failed in turn 1: PUT crm.example/contacts/1 responded 409 after 31 ms.");
        body.Should().Contain("<li class=\"row function failed selected\">");
    }

    [Fact]
    public async Task A_long_message_shows_its_start_and_expands()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42"), said: new string('a', 3_000));

        (await site.GetWithKeyAsync(Path)).Body.Should()
            .MatchRegex("<span class=\"beginning\"><bdi>a{600}(…|&#x2026;)</bdi></span><span class=\"more\">Show all")
            .And.Contain("3,000 characters").And.MatchRegex("<p><bdi>a{3000}</bdi></p>");
    }

    [Fact]
    public async Task The_pseudonym_links_to_the_user_journey_and_a_revealed_id_to_nothing()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42") { UserId = "jane" });

        (await site.GetWithKeyAsync(Path, Site.PiiKey)).Body.Should().MatchRegex("href=\"/convlog/users/user-[0-9a-f]+\"");
        (await site.RevealAsync(Path)).Body.Should().Contain("<bdi>jane</bdi>").And.NotContain("/convlog/users/");
    }

    [Fact]
    public async Task Dropped_entries_are_marked_on_the_timeline()
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

    [GeneratedRegex("href=\"#(?<anchor>[^\"]+)\" title=\"[^\"]+\" data-key=\"(?<key>[.,])\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Keys();

    [GeneratedRegex("data-copy=\"(?<text>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Copies();

    [GeneratedRegex("<button[^>]*data-copy[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Buttons();
}
