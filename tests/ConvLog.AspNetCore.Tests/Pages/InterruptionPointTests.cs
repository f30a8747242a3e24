using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>Turns as spoken: interruptions of the answer, fillers during a wait, and the kind of input.</summary>
public sealed class InterruptionPointTests
{
    private const string Path = "/convlog/conversations/conv-42";

    [Theory] // The text of a speech service may differ in white space and case.
    [InlineData("The terrace has heaters", "The terrace", "The terrace", " has heaters")]
    [InlineData("The terrace has heaters", "the  terrace has ", "The terrace has", " heaters")]
    [InlineData("Wir öffnen um 😀 acht", "wir öffnen um 😀", "Wir öffnen um 😀", " acht")]
    public async Task The_unheard_part_of_an_answer_is_marked(string answer, string heard, string before, string after)
    {
        string body = await ReviewAsync(turn =>
        {
            turn.Complete(answer);
            turn.Interrupt(heard, TimeSpan.FromMilliseconds(1_400));
        });

        body.Should().ContainAll(
            $"<p><bdi>{Encoded(before)}</bdi><span class=\"unheard\" title=\"Not heard\"><span class=\"hidden\">Not heard: </span><bdi>{after}</bdi></span></p>",
            "Interrupted after 1.40 s</span>");
        body.Should().NotContain(">Heard<");
    }

    [Theory]
    [InlineData("Hello and more that was never said")]
    [InlineData("words of another turn")]
    public async Task Heard_text_that_does_not_match_the_answer_is_shown_below_it(string heard)
    {
        string body = await ReviewAsync(turn =>
        {
            turn.Complete("Hello");
            turn.Interrupt(heard);
        });

        body.Should().Contain($"<span class=\"speaker\">Heard</span><p><bdi>{heard}</bdi></p>").And.NotContain("class=\"unheard");
        body.IndexOf("<bdi>Hello</bdi>", StringComparison.Ordinal).Should().BeLessThan(body.IndexOf(">Heard<", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Heard_text_without_an_answer_is_shown_as_the_answer()
        => (await ReviewAsync(static turn => turn.Interrupt("Bella Vista"))).Should()
            .Contain("<span class=\"speaker\">Agent</span><p><bdi>Bella Vista</bdi></p>").And.NotContain(">Heard<");

    [Fact]
    public async Task A_partly_streamed_answer_shows_where_it_stopped_and_a_complete_one_only_the_interruption()
    {
        await using var site = await Site.WithKeysAsync();
        var store = site.Services.GetRequiredService<IConversationStore>();
        await site.PlayAsync(new ConversationInfo("conv-42"));
        var record = (await store.ReadAsync("conv-42"))!.Turns[0] with { Revision = 5, AgentResponse = "The terrace has heaters", IsInterrupted = true };

        await store.WriteAsync([record with { Streamed = "The terrace" }]);
        (await site.GetWithKeyAsync(Path)).Body.Should().Contain("<bdi>The terrace</bdi><span class=\"unheard\" title=\"Not streamed\">");

        await store.WriteAsync([record with { Revision = 6, Streamed = record.AgentResponse }]);
        (await site.GetWithKeyAsync(Path)).Body.Should()
            .Contain("<p><bdi>The terrace has heaters</bdi></p>").And.Contain("Interrupted</span>").And.NotContain("class=\"unheard");
    }

    [Fact]
    public async Task Masked_parts_of_the_answer_stay_masked_in_the_heard_text()
    {
        string body = await ReviewAsync(static turn =>
        {
            turn.Complete(MaskedText.Mask("Your code is 48 21, and so on", (13, 5)));
            turn.Interrupt(characters: 18);
        });
        body.Should().Contain("<bdi>Your code is [redacted]</bdi><span class=\"unheard\"").And.NotContain("48 21");

        body = await ReviewAsync(static turn =>
        {
            turn.Complete(MaskedText.Mask("Your code is 48 21, and so on", (13, 5)));
            turn.Interrupt("Your code is 48 21");
        });
        body.Should().Contain("<span class=\"speaker\">Heard</span><p><bdi>[redacted]</bdi>").And.NotContain("48 21");
    }

    [Fact]
    public async Task A_long_answer_is_folded_at_the_point_of_interruption()
        => (await ReviewAsync(static turn =>
        {
            turn.Complete($"{new string('a', 900)} {new string('b', 900)}");
            turn.Interrupt(characters: 900);
        })).Should().Contain($"<bdi>{new string('a', 900)}</bdi><span class=\"unheard\"").And.Contain("<details class=\"long\">");

    [Fact]
    public async Task Fillers_are_shown_in_order_and_are_not_part_of_the_answer()
    {
        string body = await ReviewAsync(static turn =>
        {
            turn.Say("One moment", filler: true);
            turn.Say("The terrace is free.");
            turn.Say("Still there?", filler: true);
            turn.Complete();
        });

        const string filler = "<div class=\"say agent filler\"><span class=\"speaker\">Filler</span><p><bdi>";
        new[] { $"{filler}One moment", "<span class=\"speaker\">Agent</span><p><bdi>The terrace is free.</bdi>", $"{filler}Still there?" }
            .Select(text => body.IndexOf(text, StringComparison.Ordinal)).Should().OnlyContain(static at => at > 0).And.BeInAscendingOrder();
    }

    [Theory]
    [InlineData(TurnInputKind.Silence, "The user said nothing")]
    [InlineData(TurnInputKind.Speech, "The user spoke, without a transcript")]
    [InlineData(TurnInputKind.Keypad, "The user pressed keys, not known which")]
    public async Task A_turn_without_text_shows_the_reason(TurnInputKind kind, string shown)
        => (await ReviewAsync(static turn => turn.Complete("Hello?"), new TurnInfo { Kind = kind })).Should()
            .Contain($"<p class=\"silent\">{shown}</p>").And.NotContain("No messages");

    [Fact]
    public async Task Late_utterances_are_shown_in_place_with_their_details_and_a_withheld_author()
    {
        var start = new DateTimeOffset(2026, 1, 1, 10, 0, 0, TimeSpan.Zero);
        var info = new TurnInfo
        {
            Kind = TurnInputKind.Keypad,
            SpeechStartedAt = start,
            SpeechEndedAt = start.AddSeconds(2),
            Language = "en-GB",
            Confidence = 0.93,
            Author = "Jane Doe",
        };
        string body = await ReviewAsync(
            static turn =>
            {
                turn.Complete("Hello");
                turn.Dispose();
                turn.SetInput("12#");
            },
            info);

        body.Should().ContainAll("<span class=\"speaker\">User</span><p><bdi>12#</bdi></p>", ">Keypad</span>", "spoke 2.00 s", "<bdi>en-GB</bdi>",
            "93&#xA0;% sure",
            "<span class=\"author\" title=\"Author of the input\"><bdi>[redacted]</bdi>");
        body.Should().NotContain("Jane").And.NotContain("pressed keys, not known");
    }

    [Theory]
    [InlineData("said", "Input 1.50 s late")]
    [InlineData("first byte", "Input 1.00 s late")]
    [InlineData("answer", "Input 0.50 s late")]
    [InlineData("filler", null)]
    public async Task Utterances_after_the_agent_began_to_answer_are_marked_late(string begun, string? mark)
    {
        await using var site = await Site.WithKeysAsync();
        await using (var conversation = site.Open(new ConversationInfo("conv-42")))
        {
            using var turn = conversation.BeginTurn(new TurnInfo { Kind = TurnInputKind.Speech });
            if (begun is "said" or "filler")
            {
                turn.Say("One moment", filler: begun is "filler");
            }

            site.Clock.Advance(TimeSpan.FromSeconds(1));
            if (begun is not "filler")
            {
                turn.Complete("The terrace is free");
                turn.SetStages(new TurnStages { FirstByte = begun is "first byte" ? TimeSpan.FromSeconds(0.5) : null });
            }

            site.Clock.Advance(TimeSpan.FromSeconds(0.5));
            turn.SetInput("Is the terrace free?");
        }

        string body = (await site.GetWithKeyAsync(Path)).Body;
        body.Should().Contain("<bdi>Is the terrace free?</bdi>");
        Regex.Match(body, "chip late\"[^>]*>(?<mark>[^<]*)<", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["mark"].Value.Should().Be(mark ?? "");
    }

    private static async Task<string> ReviewAsync(Action<Turn> inTurn, TurnInfo? info = null)
    {
        await using var site = await Site.WithKeysAsync();
        await using (var conversation = site.Open(new ConversationInfo("conv-42")))
        {
            using var turn = conversation.BeginTurn(info ?? new TurnInfo());
            inTurn(turn);
        }

        return (await site.GetWithKeyAsync(Path)).Body;
    }

    private static string Encoded(string text) => HtmlEncoder.Create(UnicodeRanges.All).Encode(text);
}
