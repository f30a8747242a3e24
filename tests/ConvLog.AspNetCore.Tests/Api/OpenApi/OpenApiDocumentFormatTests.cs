using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ConvLog.AspNetCore.Api;

namespace ConvLog.AspNetCore.Tests.Api.OpenApi;

/// <summary>Parts of the document that client generators read besides schemas: formats, media types and names.</summary>
public sealed class OpenApiDocumentFormatTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/openapi/v1.json";

    // Positions, statuses and settings, which fit into 32 bits. Counts and sums have 64.
    private static readonly string[] s_small =
    [
        "access_log_days", "attempt", "batch_size", "days", "duration_seconds", "items", "length", "limit", "next_offset", "offset", "ordinal",
        "personal_data_days", "polyScore", "retries", "start", "status", "status_code", "turn", "turnId", "turnOrdinal", "turn_id", "turn_ordinal",
    ];

    [Fact]
    public async Task Every_number_in_the_schema_declares_its_size()
    {
        var document = await DocumentAsync();
        List<string> small = [];
        List<string> wrong = [];
        int large = 0;
        foreach (var (place, schema) in Objects(document, "#").Where(static place => place.Place.Contains("/schema", StringComparison.Ordinal)))
        {
            string[] types = Types(schema);
            string? format = schema.TryGetProperty("format", out var given) ? given.GetString() : null;
            if (types.Contains("integer", StringComparer.Ordinal))
            {
                large += format is "int64" ? 1 : 0;
                if (format is "int32" && place.Contains("/components/schemas/", StringComparison.Ordinal))
                {
                    small.Add(place.Split('/')[^1]);
                }

                wrong.AddRange(format is "int32" or "int64" ? [] : [place]);
            }
            else if (types.Contains("number", StringComparer.Ordinal) && format is not "double")
            {
                wrong.Add(place);
            }
        }

        wrong.Should().BeEmpty();
        small.Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(s_small);
        large.Should().BeGreaterThan(100);
    }

    [Theory]
    [InlineData("/export/conversations?format=jsonl", null)]
    [InlineData("/export/conversations?format=csv", null)]
    [InlineData("/export/annotations?format=jsonl", null)]
    [InlineData("/export/annotations?format=csv", null)]
    [InlineData("/export/lookup?format=jsonl", """{"user_id":"jane"}""")]
    [InlineData("/export/lookup?format=csv", """{"user_id":"jane"}""")]
    public async Task An_export_response_uses_a_documented_media_type_declared_as_a_file(string path, string? body)
    {
        var site = await SiteAsync();
        string method = body is null ? "get" : "post";
        var content = (await DocumentAsync()).GetProperty("paths").GetProperty(ApiRoute.Root + path.Split('?')[0]).GetProperty(method).GetProperty("responses")
            .GetProperty("200").GetProperty("content");

        var answer = await site.SendAsync(method.ToUpperInvariant(), path, body, Changes.PiiReader);

        answer.Status.Should().Be(HttpStatusCode.OK);
        content.EnumerateObject().Select(static type => type.Name).Should().Equal("application/x-ndjson", "text/csv");
        content.GetProperty(MediaTypeHeaderValue.Parse(answer.Header("Content-Type")!).MediaType!).GetProperty("schema").GetRawText().Should()
            .Be("""{"type":"string","format":"binary"}""");
    }

    [Fact]
    public async Task Scores_are_imported_from_the_example_of_each_media_type()
    {
        await using var site = await Changes.SiteAsync();
        var content = (await DocumentAsync()).GetProperty("paths").GetProperty(ApiRoute.Root + "/scores/import").GetProperty("post").GetProperty("requestBody")
            .GetProperty("content");

        content.EnumerateObject().Select(static type => type.Name).Should().BeEquivalentTo("application/x-ndjson", "text/csv");
        foreach (var type in content.EnumerateObject())
        {
            using var body = new StringContent(type.Value.GetProperty("example").GetString()!, Encoding.UTF8, type.Name);
            var answer = await site.SendAsync(HttpMethod.Post, ApiRoute.Root + "/scores/import", body, ("X-API-KEY", Changes.Annotator));

            answer.Json.GetProperty("refused").GetInt32().Should().Be(0, "{0}: {1}", type.Name, answer.Body);
            (answer.Json.GetProperty("imported").GetInt32() + answer.Json.GetProperty("unchanged").GetInt32()).Should().Be(1, type.Name);
        }
    }

    [Fact]
    public async Task An_event_stream_is_declared_as_a_file()
    {
        var content = (await DocumentAsync()).GetProperty("paths").GetProperty(ApiRoute.Root + "/live").GetProperty("get").GetProperty("responses")
            .GetProperty("200").GetProperty("content").GetProperty("text/event-stream");

        content.GetProperty("schema").GetProperty("format").GetString().Should().Be("binary", "a client waits forever for the end of a text");
    }

    [Fact]
    public async Task Operation_names_are_one_word()
    {
        var names = (await DocumentAsync()).GetProperty("paths").EnumerateObject()
            .SelectMany(static path => path.Value.EnumerateObject().Select(static method => method.Value.GetProperty("operationId").GetString()!)).ToList();

        names.Should().HaveCountGreaterThan(50).And.OnlyHaveUniqueItems();
        names.Where(static name => !name.All(char.IsAsciiLetter) || !char.IsLower(name[0])).Should().BeEmpty();
    }

    [Fact]
    public async Task Response_enumerations_have_valid_CSharp_names_and_are_never_in_lists()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");
        var enumerations = Objects(schemas, "#").Where(static place => place.Value.TryGetProperty("enum", out _)).ToList();

        enumerations.Should().HaveCountGreaterThan(20);
        enumerations.Where(static place => place.Place.EndsWith("/items", StringComparison.Ordinal)
            || place.Value.GetProperty("enum").EnumerateArray().Any(static word => word.GetString()?.Contains('-', StringComparison.Ordinal) == true))
            .Select(static place => place.Place).Should().BeEmpty("System.Text.Json reads none of these in NSwag's clients");
        schemas.GetProperty("ConversationSummary").GetProperty("properties").GetProperty("environment").GetProperty("pattern").GetString().Should()
            .Be("^(live|pre-release|sandbox|debug)$");
        schemas.GetProperty("RatingBody").GetProperty("properties").GetProperty("rating").GetProperty("pattern").GetString().Should()
            .Be("^(like|dislike)$", "System.Text.Json writes Like");
    }

    private static string[] Types(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? []
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(static one => one.GetString()!)]
        : type.ValueKind == JsonValueKind.String ? [type.GetString()!] : [];

    private static IEnumerable<(string Place, JsonElement Value)> Objects(JsonElement element, string place)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return element.ValueKind == JsonValueKind.Array
                ? element.EnumerateArray().Index().SelectMany(item => Objects(item.Item, FormattableString.Invariant($"{place}/{item.Index}"))) : [];
        }

        return element.EnumerateObject().Where(static property => property.Name is not "example")
            .SelectMany(property => Objects(property.Value, $"{place}/{property.Name}")).Prepend((place, element));
    }

    private Task<Site> SiteAsync() => sites.GetAsync(static () => Changes.SiteAsync());

    private async Task<JsonElement> DocumentAsync() => (await (await SiteAsync()).GetWithKeyAsync(Path)).Json;
}
