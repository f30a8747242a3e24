using System.Text;
using System.Text.Json;
using ConvLog.AspNetCore.Api;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Api.OpenApi;

/// <summary>The documented refusals match the actual ones.</summary>
public sealed class OpenApiDocumentRefusalTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Notes = ApiRoute.Root + "/conversations/conv-42/notes";
    private const string Agent = "/v1/agents/bookings/conversations";

    public static TheoryData<string, string, string?, string, string> Refused() => new()
    {
        { "POST", Notes, """{"text":7}""", Changes.Annotator, "Problem400" },
        { "POST", Notes, """{"text":"a"}""", "no-such-key", "Problem401" },
        { "POST", Notes, """{"text":"a"}""", Changes.Operator, "Problem403" },
        { "POST", Notes.Replace("42", "none", StringComparison.Ordinal), """{"text":"a"}""", Changes.Annotator, "Problem404" },
        { "POST", Notes, "LONG", Changes.Annotator, "Problem413" },
        { "POST", Notes, null, Changes.Annotator, "Problem415" },
        { "GET", Agent + "?limit=0", null, Changes.Annotator, "Compatible400" },
        { "GET", Agent, null, "no-such-key", "Compatible401" },
        { "POST", Agent + "/conv-42/note", """{"note":"a"}""", Changes.Operator, "Compatible403" },
        { "GET", Agent + "/conv-none", null, Changes.Annotator, "Compatible404" },
        { "POST", Agent + "/conv-42/note", "LONG", Changes.Annotator, "Compatible413" },
        { "POST", Agent + "/conv-42/note", null, Changes.Annotator, "Compatible415" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Error_examples_have_the_title_and_code_of_a_real_response(string method, string path, string? json, string key, string name)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());
        using var body = json is null ? null
            : new StringContent(json is "LONG" ? new string(' ', 300_000) : json, Encoding.UTF8, "application/json");

        var answer = await site.SendAsync(new HttpMethod(method), path, body, ("X-API-KEY", key));

        SameKind(answer, Component(await DocumentAsync(site), name), name);
    }

    [Fact]
    public async Task Retry_After_headers_for_503_and_429_match_the_document()
    {
        var document = await DocumentAsync(await sites.GetAsync(static () => Changes.SiteAsync()));
        await using var site = await Site.WithKeysAsync(log: static options => options.Store = UnavailableStore.Create());

        SameWait(await site.GetWithKeyAsync(ApiRoute.Root + "/conversations"), Component(document, "Problem503"), "Problem503");
        SameWait(await site.GetWithKeyAsync(Agent), Component(document, "Compatible503"), "Compatible503");
        for (int i = 0; i < 30; i++)
        {
            await site.GetWithKeyAsync(Agent, FormattableString.Invariant($"guess-{i}"));
        }

        SameWait(await site.GetWithKeyAsync(ApiRoute.Root + "/conversations", "guess"), Component(document, "Problem429"), "Problem429");
        SameWait(await site.GetWithKeyAsync(Agent, "guess"), Component(document, "Compatible429"), "Compatible429");
    }

    [Fact]
    public async Task Every_refusal_component_is_referenced()
    {
        string text = (await (await sites.GetAsync(static () => Changes.SiteAsync())).GetWithKeyAsync("/openapi/v1.json")).Body;
        using var document = JsonDocument.Parse(text);

        document.RootElement.GetProperty("components").GetProperty("responses").EnumerateObject().Select(static response => response.Name)
            .Where(name => !text.Contains($"\"#/components/responses/{name}\"", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Problem", "detail")]
    [InlineData("CompatibleError", "error_message")]
    public async Task The_error_message_property_is_marked_for_Kiota(string schema, string property)
    {
        var document = await DocumentAsync(await sites.GetAsync(static () => Changes.SiteAsync()));

        document.GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties").EnumerateObject()
            .Where(static one => one.Value.TryGetProperty("x-ms-primary-error-message", out var marked) && marked.GetBoolean())
            .Select(static one => one.Name).Should().Equal(property);
    }

    private static void SameWait(Answer answer, JsonElement component, string name)
    {
        answer.Header("Retry-After").Should().NotBeNull(name);
        component.GetProperty("headers").GetProperty("Retry-After").GetProperty("schema").GetProperty("type").GetString().Should().Be("integer");
        SameKind(answer, component, name);
    }

    private static void SameKind(Answer answer, JsonElement component, string name)
    {
        ((int)answer.Status).ToString(System.Globalization.CultureInfo.InvariantCulture).Should().Be(name[^3..], answer.Body);
        var content = component.GetProperty("content").EnumerateObject().Single();
        answer.Header("Content-Type").Should().StartWith(content.Name);
        foreach (string member in (string[])["title", "status", "success", "error", "error_code", "data"])
        {
            answer.Json.TryGetProperty(member, out var given).Should().Be(content.Value.GetProperty("example").TryGetProperty(member, out var example));
            (given.ValueKind == JsonValueKind.Undefined ? "" : given.GetRawText()).Should()
                .Be(example.ValueKind == JsonValueKind.Undefined ? "" : example.GetRawText(), "{0} of {1}", member, name);
        }
    }

    private static JsonElement Component(JsonElement document, string name) => document.GetProperty("components").GetProperty("responses").GetProperty(name);

    private static async Task<JsonElement> DocumentAsync(Site site) => (await site.GetWithKeyAsync("/openapi/v1.json")).Json;
}
