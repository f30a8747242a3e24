using System.Net;
using System.Text.Json;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>The review page and the API of a conversation that is recorded without text, and the stages of its turns.</summary>
public sealed class ReviewedConversationTests
{
    private const string Path = "/convlog/conversations/conv-1";

    [Fact]
    public async Task A_conversation_without_text_says_so_and_offers_no_text_forms()
    {
        await using var site = await Changes.SiteAsync();
        await PlayAsync(site, Recording.MetadataOnly);

        string body = (await site.GetWithKeyAsync(Path, Changes.Annotator)).Body;

        body.Should().ContainAll("Recorded without text", "[not recorded]", "name=\"like\" value=\"1\"", "save_guest");
        body.Should().NotContainAny("<textarea", "Book a table", "ada@example.com", "Ada Lovelace");
    }

    [Fact]
    public async Task A_fully_recorded_conversation_does_not_mention_the_recording_level()
    {
        await using var site = await Changes.SiteAsync();
        await PlayAsync(site, Recording.Full);

        (await site.GetWithKeyAsync(Path, Changes.Annotator)).Body.Should().Contain("<textarea").And.NotContainAny("Recorded without text", "class=\"stages\"");
    }

    [Theory]
    [InlineData(Recording.Full, "full")]
    [InlineData(Recording.MetadataOnly, "metadata_only")]
    public async Task The_API_returns_the_recording_level(Recording recording, string expected)
    {
        await using var site = await Changes.SiteAsync();
        await PlayAsync(site, recording);

        using var json = JsonDocument.Parse((await site.GetWithKeyAsync("/convlog/v1/conversations/conv-1")).Body);

        json.RootElement.GetProperty("recording").GetString().Should().Be(expected);
    }

    [Fact]
    public async Task Team_text_is_refused_with_the_reason()
    {
        await using var site = await Changes.SiteAsync();
        await PlayAsync(site, Recording.MetadataOnly);
        using var note = new StringContent("""{"text":"call back"}""", System.Text.Encoding.UTF8, "application/json");

        var answer = await site.SendAsync(HttpMethod.Post, "/convlog/v1/conversations/conv-1/notes", note, ("X-API-KEY", Changes.Annotator));

        answer.Status.Should().Be(HttpStatusCode.Conflict);
        answer.Body.Should().Contain("recorded without text").And.NotContain("call back");
    }

    [Fact]
    public async Task Turn_stages_are_shown_on_the_page_and_returned_by_the_API()
    {
        await using var site = await Changes.SiteAsync();
        await PlayAsync(site, Recording.Full, new TurnStages
        {
            SpeechToText = TimeSpan.FromMilliseconds(180), Model = TimeSpan.FromMilliseconds(620), FirstByte = TimeSpan.FromMilliseconds(1_350),
        });

        (await site.GetWithKeyAsync(Path)).Body.Should()
            .ContainAll("Speech to text <b>0.18 s</b>", "Model <b>0.62 s</b>", "First byte <b>1.35 s</b>", "class=\"stt\" x=\"0%\" width=\"22.5%\"")
            .And.NotContain("Text to speech <b>").And.MatchRegex("title=\"Response time: to the first byte of the answer(&#x27;|')s audio\">.*?1.35 s</span>");
        using var json = JsonDocument.Parse((await site.GetWithKeyAsync("/convlog/v1/conversations/conv-1")).Body);
        json.RootElement.GetProperty("turns")[0].GetProperty("stages").GetRawText().Should()
            .Be("""{"speech_to_text_ms":180,"model_ms":620,"functions_ms":null,"text_to_speech_ms":null,"first_byte_ms":1350}""");
        json.RootElement.GetProperty("turns")[0].GetProperty("response_ms").GetInt32().Should().Be(1_350);
    }

    private static Task PlayAsync(Site site, Recording recording, TurnStages? stages = null)
        => site.PlayAsync(new ConversationInfo("conv-1") { UserId = "ada@example.com", Recording = recording }, conv =>
        {
            conv.RunFunction("save_guest", () => "Ada Lovelace", arguments: new { name = "Ada Lovelace" });
            conv.CurrentTurn!.SetStages(stages!);
        });
}
