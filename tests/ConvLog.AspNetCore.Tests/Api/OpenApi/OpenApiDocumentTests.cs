using System.Net;
using System.Text.Json;
using ConvLog.AspNetCore.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Api.OpenApi;

public sealed class OpenApiDocumentTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/openapi/v1.json";

    [Fact]
    public async Task The_document_is_valid_OpenAPI()
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        var read = Microsoft.OpenApi.OpenApiDocument.Parse((await site.GetWithKeyAsync(Path)).Body, "json");

        read.Diagnostic!.Errors.Should().BeEmpty();
        read.Diagnostic.Warnings.Should().BeEmpty();
        read.Document!.Paths.Should().NotBeEmpty();
    }

    [Fact]
    public async Task The_document_has_exactly_the_mapped_routes()
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());
        var mapped = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(static endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            .Select(method => (Method: method, Path: endpoint.RoutePattern.RawText!)))
            .Where(static route => !HttpMethods.IsHead(route.Method)
            && (IsUnder(route.Path, ApiRoute.Root) || IsUnder(route.Path, "/v1") || IsUnder(route.Path, "/v3") || IsUnder(route.Path, "/openapi")))
            .Select(static route => $"{route.Method.ToLowerInvariant()} {route.Path}");

        var document = await DocumentAsync(site);

        document.GetProperty("paths").EnumerateObject().SelectMany(static path => path.Value.EnumerateObject().Select(method => $"{method.Name} {path.Name}"))
            .Should().BeEquivalentTo(mapped).And.HaveCountGreaterThan(20);
    }

    [Fact]
    public async Task Each_operation_is_complete()
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());
        var document = await DocumentAsync(site);
        var operations = Operations(document).ToList();

        operations.Select(static operation => operation.Value.GetProperty("operationId").GetString()).Should().OnlyHaveUniqueItems();
        foreach (var (name, operation) in operations)
        {
            operation.GetProperty("summary").GetString().Should().NotBeNullOrWhiteSpace(name);
            operation.GetProperty("description").GetString().Should().Contain("permission", name);
            operation.GetProperty("responses").EnumerateObject().Select(static response => response.Name).Should()
                .Contain(["400", "401", "403", "500", "503"], name);
            var inPath = operation.TryGetProperty("parameters", out var parameters)
                ? parameters.EnumerateArray().Where(static parameter => parameter.GetProperty("in").ValueEquals("path"))
                .Select(static parameter => $"{{{parameter.GetProperty("name").GetString()}}}")
                : [];
            inPath.Should().BeEquivalentTo(System.Text.RegularExpressions.Regex.Matches(name, @"\{\w+\}", default, TimeSpan.FromSeconds(1))
                .Select(static match => match.Value), name);
        }
    }

    [Fact]
    public async Task Every_example_fits_its_schema_and_every_schema_is_used()
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());
        var document = await DocumentAsync(site);
        var check = new SchemaCheck(document);
        List<string> wrong = [];
        int examples = 0;
        foreach (var (place, holder) in Places(document, "#")
            .Where(static place => place.Value.ValueKind == JsonValueKind.Object && place.Value.TryGetProperty("schema", out _)))
        {
            if (holder.TryGetProperty("example", out var example))
            {
                examples++;
                wrong.AddRange(check.Differences(holder.GetProperty("schema"), example).Select(difference => $"{place}: {difference}"));
            }
            else if (!place.Contains("parameters", StringComparison.Ordinal))
            {
                wrong.Add($"{place}: no example");
            }
        }

        wrong.Should().BeEmpty();
        examples.Should().BeGreaterThan(50);
        var used = Places(document, "#").Where(static place => place.Place.EndsWith("/$ref", StringComparison.Ordinal))
            .Select(static place => place.Value.GetString()!).ToHashSet(StringComparer.Ordinal);
        document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(static schema => $"#/components/schemas/{schema.Name}").Should()
            .BeSubsetOf(used);
        used.Select(reference => check.Resolve(reference).ValueKind).Should().OnlyContain(static kind => kind == JsonValueKind.Object);
    }

    [Fact]
    public async Task Every_reader_and_no_one_else_can_read_the_document()
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());
        site.Address = IPAddress.Parse("203.0.113.7");

        (await site.GetAsync(Path)).Status.Should().Be(HttpStatusCode.Unauthorized);
        var read = await site.GetWithKeyAsync(Path, Changes.TenantAnnotator);

        read.Status.Should().Be(HttpStatusCode.OK);
        read.Header("ETag").Should().NotBeNull();
        (await site.GetWithKeyAsync(ApiRoute.Root + "/openapi.json", Changes.TenantAnnotator)).Body.Should().Be(read.Body);
    }

    [Fact]
    public async Task An_OpenAPI_document_of_the_host_takes_precedence_and_ours_stays_below_our_root()
    {
        await using var site = await Site.StartAsync(before: static app => app.MapGet("/openapi/{documentName}.json", static () => "the host's"));

        (await site.GetAsync(Path)).Body.Should().Be("the host's");
        (await site.GetAsync(ApiRoute.Root + "/openapi.json")).Json.GetProperty("openapi").GetString().Should().Be("3.1.0");
    }

    [Fact]
    public async Task Under_a_path_base_the_document_has_the_matching_server()
    {
        await using var site = await Site.StartAsync(before: static app =>
        {
            app.UsePathBase("/tools");
            app.UseRouting();
        });

        (await site.GetAsync("/tools" + Path)).Json.GetProperty("servers")[0].GetProperty("url").GetString().Should().Be("/tools");
        (await site.GetAsync(Path)).Json.GetProperty("servers")[0].GetProperty("url").GetString().Should().Be("/");
    }

    [Theory]
    [InlineData(Site.ReaderKey)]
    [InlineData(Site.PiiKey)]
    public async Task Every_real_response_matches_its_schema(string key)
    {
        await using var site = await Changes.SiteAsync();
        await Canaries.PlayAsync(site);
        await site.SendAsync("POST", $"/conversations/{Canaries.ConversationId}/turns/1/annotations", """{"improved_answer":"a"}""", Changes.Annotator);
        string receipt = (await site.SendAsync("POST", "/erasures", """{"conversation_id":"conv-42"}""", Changes.Operator)).Json.GetProperty("id").GetString()!;
        await site.SendAsync("PUT", "/holds/conv-pay", "{}", Changes.Operator);
        await site.SendAsync("POST", "/retention/runs", """{"confirmed":true}""", Changes.Operator);
        string user = (await site.GetWithKeyAsync(ApiRoute.Root + "/users")).Json.GetProperty("users")[0].GetProperty("pseudonym").GetString()!;
        var document = await DocumentAsync(site);
        var check = new SchemaCheck(document);
        List<string> wrong = [];
        List<string> asked = [];
        foreach (var (name, operation) in Operations(document))
        {
            if (!name.StartsWith("get ", StringComparison.Ordinal)
                || !operation.GetProperty("responses").GetProperty("200").TryGetProperty("content", out var content)
                || content.EnumerateObject().First() is not { Name: "application/json" } answer)
            {
                continue;
            }

            bool isManagers = operation.GetProperty("description").GetString()!.Contains("Manage", StringComparison.Ordinal);
            string path = Filled(name["get ".Length..], receipt, user);
            var got = await site.GetWithKeyAsync(path, isManagers ? Changes.Operator : key);
            got.Status.Should().Be(HttpStatusCode.OK, "{0}: {1}", path, got.Body);
            asked.Add(path);
            wrong.AddRange(check.Differences(answer.Value.GetProperty("schema"), got.Json).Select(difference => $"{path}: {difference}"));
        }

        wrong.Should().BeEmpty();
        asked.Should().HaveCountGreaterThan(15);
    }

    [Fact]
    public async Task Every_response_to_a_change_and_every_refusal_matches_its_schema()
    {
        await using var site = await Changes.SiteAsync();
        var document = await DocumentAsync(site);
        var check = new SchemaCheck(document);
        (string Operation, string Path, string? Json, string Key, int Status)[] changes =
        [
            ("post /conversations/{id}/turns/{ordinal}/annotations", "/conversations/conv-42/turns/1/annotations", """{"improved_answer":"a"}""",
                Changes.Annotator, 201),
            ("post /conversations/{id}/notes", "/conversations/conv-42/notes", """{"text":"a"}""", Changes.Annotator, 201),
            ("post /conversations/{id}/notes", "/conversations/conv-none/notes", """{"text":"a"}""", Changes.Annotator, 404),
            ("post /conversations/{id}/notes", "/conversations/conv-42/notes", """{"text":7}""", Changes.Annotator, 400),
            ("post /conversations/{id}/notes", "/conversations/conv-42/notes", """{"text":"a"}""", Changes.Operator, 403),
            ("post /conversations/{id}/notes", "/conversations/conv-42/notes", """{"text":"a"}""", "no-such-key", 401),
            ("post /conversations/{id}/notes", "/conversations/conv-42/notes", null, Changes.Annotator, 415),
            ("post /conversations/{id}/notes", "/conversations/conv-42/notes", $$"""{"text":"{{new string('x', 300_000)}}"}""", Changes.Annotator, 413),
            ("post /lookup", "/lookup", """{"user_id":"jane"}""", Changes.PiiReader, 200),
            ("post /lookup", "/lookup", """{"user_id":"jane"}""", Changes.Operator, 403),
            ("put /holds/{conversation}", "/holds/conv-42", """{"reason":"r"}""", Changes.Operator, 200),
            ("post /erasures", "/erasures", """{"conversation_id":"conv-42"}""", Changes.Operator, 201),
            ("delete /holds/{conversation}", "/holds/conv-42", null, Changes.Operator, 409),
            ("post /retention/preview", "/retention/preview", null, Changes.Operator, 200),
            ("post /retention/runs", "/retention/runs", """{"confirmed":true}""", Changes.Operator, 200),
        ];
        foreach (var (operation, path, json, key, status) in changes)
        {
            string[] words = operation.Split(' ');
            var documented = document.GetProperty("paths").GetProperty(ApiRoute.Root + words[1]).GetProperty(words[0]).GetProperty("responses")
                .GetProperty(FormattableString.Invariant($"{status}"));
            documented = documented.TryGetProperty("$ref", out var reference) ? check.Resolve(reference.GetString()!) : documented;
            var content = documented.GetProperty("content").EnumerateObject().Single();

            var answer = await site.SendAsync(words[0].ToUpperInvariant(), path, json, key);

            ((int)answer.Status).Should().Be(status, "{0}: {1}", path, answer.Body);
            answer.Header("Content-Type").Should().StartWith(content.Name);
            check.Differences(content.Value.GetProperty("schema"), answer.Json).Should().BeEmpty(path);
        }
    }

    [Fact]
    public async Task Every_stream_event_matches_the_schema_of_its_name()
    {
        await using var site = await Changes.SiteAsync();
        var document = await DocumentAsync(site);
        var check = new SchemaCheck(document);
        var schemas = document.GetProperty("paths").GetProperty(ApiRoute.Root + "/live").GetProperty("get").GetProperty("responses").GetProperty("200")
            .GetProperty("content")
            .GetProperty("text/event-stream").GetProperty("x-events");
        using var live = await LiveStream.OpenWithKeyAsync(site, ApiRoute.Root + "/live", Changes.PiiReader);
        await Canaries.PlayAsync(site);
        await site.SendAsync("PUT", "/conversations/conv-42/read", null, Changes.Annotator);
        await live.UntilAsync("\"read_by\":\"Ann\"");
        while (Kinds().Count() < 3)
        {
            (await live.NextAsync()).Should().BeTrue("a conversation that is read in the meantime comes before its entries");
        }

        Kinds().Should().BeEquivalentTo("entry", "api_response", "conversation");
        foreach (var (name, data) in live.Events)
        {
            using var told = JsonDocument.Parse(data);
            check.Differences(schemas.GetProperty(name), told.RootElement).Should().BeEmpty(name);
        }

        IEnumerable<string> Kinds() => live.Events.Select(static told => told.Event).Distinct(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("/export/conversations", "", "The columns of CSV: {0}.")]
    [InlineData("/export/conversations", "&rows=conversation", "With rows=conversation: {0};")]
    [InlineData("/export/annotations", "", "The columns of CSV: {0}.")]
    public async Task The_documented_columns_match_those_of_the_CSV_file(string path, string rows, string sentence)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());
        var document = await DocumentAsync(site);

        string header = (await site.GetWithKeyAsync($"{ApiRoute.Root}{path}?format=csv{rows}")).Body.Split("\r\n")[0];

        document.GetProperty("paths").GetProperty(ApiRoute.Root + path).GetProperty("get").GetProperty("description").GetString().Should()
            .Contain(sentence.Replace("{0}", header.Replace(",", ", ", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    private static bool IsUnder(string path, string root) => path.StartsWith(root + "/", StringComparison.Ordinal);

    private static async Task<JsonElement> DocumentAsync(Site site) => (await site.GetWithKeyAsync(Path)).Json;

    private static IEnumerable<(string Name, JsonElement Value)> Operations(JsonElement document)
        => document.GetProperty("paths").EnumerateObject()
            .SelectMany(static path => path.Value.EnumerateObject().Select(method => ($"{method.Name} {path.Name}", method.Value)));

    private static IEnumerable<(string Place, JsonElement Value)> Places(JsonElement element, string place)
    {
        yield return (place, element);
        var inside = element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().Where(static property => property.Name is not "example")
                .SelectMany(property => Places(property.Value, $"{place}/{property.Name}")),
            JsonValueKind.Array => element.EnumerateArray().Index().SelectMany(item => Places(item.Item, FormattableString.Invariant($"{place}/{item.Index}"))),
            _ => [],
        };
        foreach (var found in inside)
        {
            yield return found;
        }
    }

    private static string Filled(string path, string receipt, string user) => path
        .Replace("/erasures/{id}", $"/erasures/{receipt}", StringComparison.Ordinal)
        .Replace("{user}", user, StringComparison.Ordinal)
        .Replace("{name}", "latency", StringComparison.Ordinal)
        .Replace("{id}", Canaries.ConversationId, StringComparison.Ordinal)
        .Replace("{conversationId}", Canaries.ConversationId, StringComparison.Ordinal)
        .Replace("{agentId}", "bookings", StringComparison.Ordinal)
        .Replace("{account_id}", "a", StringComparison.Ordinal)
        .Replace("{project_id}", "p", StringComparison.Ordinal)
        + (path.EndsWith("/search", StringComparison.Ordinal) ? "?q=once"
            : path.EndsWith("/calls/details", StringComparison.Ordinal) || path.EndsWith("/v1/calls", StringComparison.Ordinal) ? "?name=save_guest" : "");
}
