using System.Net;
using System.Text.Json;
using ConvLog.Privacy;

namespace ConvLog.AspNetCore.Tests.Pages.Share;

public sealed class CopyPagesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Phone = "+4915112345678";

    [Theory]
    [InlineData("markdown")]
    [InlineData("json")]
    public async Task A_copied_conversation_is_redacted_for_every_reader(string format)
    {
        var site = await sites.GetAsync(PlayedAsync);

        var permitted = await site.GetAsync($"/convlog/copy?id=conv-42&as={format}", ("X-API-KEY", Site.PiiKey));
        var other = await site.GetWithKeyAsync($"/convlog/copy?id=conv-42&as={format}");

        permitted.Status.Should().Be(HttpStatusCode.OK);
        permitted.Body.Should().Be(other.Body).And.Contain("Saved").And.NotContain(Phone).And.NotContain("Only for some");
    }

    [Fact]
    public async Task A_call_copied_as_Markdown_has_its_failure_and_a_link()
    {
        var site = await sites.GetAsync(PlayedAsync);
        string id = await CallAsync(site);

        string body = (await site.GetWithKeyAsync($"/convlog/copy?id=conv-42&at={id}&as=markdown")).Body;

        body.Should().StartWith("### `save_guest` failed, turn 1\n").And.Contain($"/convlog/conversations/conv-42?at={id}#f-{id}>")
            .And.Contain("error: `Saved not`");
        body.Should().Contain("(`` text: a `tick` ![x](https://evil.example) ``)", "an issue tracker must not load what was logged");
    }

    [Fact]
    public async Task A_call_copied_as_JSON_equals_the_API_response()
    {
        var site = await sites.GetAsync(PlayedAsync);
        string id = await CallAsync(site);

        using var json = JsonDocument.Parse((await site.GetWithKeyAsync($"/convlog/copy?id=conv-42&at={id}&as=json")).Body);

        json.RootElement.GetProperty("name").GetString().Should().Be("save_guest");
    }

    [Theory]
    [InlineData("?id=none&as=json")]
    [InlineData("?id=conv-42&at=none&as=json")]
    [InlineData("")]
    public async Task Copying_a_missing_element_is_not_found(string query)
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await site.GetWithKeyAsync($"/convlog/copy{query}")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    private static async Task<string> CallAsync(Site site)
        => (await site.Reading.GetAsync(new Reader("test", canReadPii: false), "conv-42"))!.Turns[0].FunctionEvents[0].Id;

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42"), static conv =>
        {
            using var call = conv.BeginFunction("save_guest", arguments: new { phone = Phone });
            conv.Log.Info("Saved", LogField.Pii("phone", Phone, shown: "+49***"));
            conv.Log.Warning("Only for some", ("phone", Phone), isPii: true);
            conv.Log.Error("Saved not", ("text", "a `tick` ![x](https://evil.example)"));
            call.Fail($"No {Phone}");
        });
        return site;
    }
}
