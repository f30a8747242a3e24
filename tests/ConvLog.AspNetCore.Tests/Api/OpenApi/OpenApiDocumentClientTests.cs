using System.Text;
using System.Text.Json;

namespace ConvLog.AspNetCore.Tests.Api.OpenApi;

/// <summary>A client that NSwag generates from the document calls the API.</summary>
[Trait(CiRun.Trait, CiRun.Only)]
public sealed class OpenApiDocumentClientTests
{
    private const long Tokens = 3_000_000_000;
    private const string Id = "conv-busy";

    private static System.Reflection.Assembly? s_compiled;

    private static readonly string[] s_lines =
    [
        """{"conversation_id":"conv-busy","name":"a","value":1}""",
        """{"conversation_id":"no","name":"a","value":1}""",
    ];

    [Fact]
    public async Task Every_read_operation_is_a_client_method_that_parses_its_response()
    {
        await using var site = await SiteAsync();
        var erased = await site.SendAsync("POST", "/erasures", """{"conversation_id":"conv-pay"}""", Changes.Operator);
        string user = (await site.GetWithKeyAsync("/convlog/v1/users")).Json.GetProperty("users")[0].GetProperty("pseudonym").GetString()!;
        using var document = JsonDocument.Parse((await site.GetWithKeyAsync("/openapi/v1.json")).Body);
        var client = await ClientAsync(site);
        var operations = document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(static path => path.Value.EnumerateObject())
            .Select(static method => (Method: method.Name, Id: method.Value.GetProperty("operationId").GetString()!)).ToList();

        client.Methods.Should().BeEquivalentTo(operations.Select(static operation => GeneratedClient.MethodOf(operation.Id)));
        foreach (var (_, operation) in operations.Where(static operation => operation.Method is "get"))
        {
            object? answer = await client.CallAsync(
                operation,
                ("id", operation is "getErasure" ? erased.Json.GetProperty("id").GetGuid() : Id),
                ("user", operation is "listUserConversations" ? user : null!),
                ("name", operation is "getStatistic" ? "latency" : "save_guest"),
                ("q", operation is "search" ? "table" : null!),
                ("agentId", "bookings"),
                ("conversationId", Id),
                ("account_id", "a"),
                ("project_id", "p"));

            answer.Should().NotBeNull(operation);
            (answer as IDisposable)?.Dispose();
        }
    }

    [Fact]
    public async Task Large_token_counts_and_texts_survive_the_client()
    {
        await using var site = await SiteAsync();
        var client = await ClientAsync(site);

        object? list = await client.CallAsync("listConversations", ("environment", "PreRelease"));
        object? conversation = await client.CallAsync("getConversation", ("id", Id));

        GeneratedClient.Get(list, "Conversations.0.Total_tokens").Should().Be(Tokens + 42);
        GeneratedClient.Get(list, "Conversations.0.Environment").Should().Be("pre-release");
        GeneratedClient.Get(list, "Conversations.0.Function_outcomes.0").Should().Be("completed");
        GeneratedClient.Get(conversation, "Turns.0.Usage.Input_tokens").Should().Be(Tokens);
        GeneratedClient.Get(conversation, "Turns.0.Outcome")!.ToString().Should().BeEquivalentTo("completed");
        object? statistics = await client.CallAsync("getStatistics", ("environment", "PreRelease"), ("to", site.Clock.GetUtcNow().AddHours(1)));
        GeneratedClient.Get(statistics, "Total.Tokens.Input").Should().Be(Tokens);
    }

    [Theory]
    [InlineData("jsonl", "{\"conversation_id\":\"conv-")]
    [InlineData("csv", "conversation_id,")]
    public async Task An_export_is_returned_as_a_file(string format, string begin)
    {
        await using var site = await SiteAsync();
        var client = await ClientAsync(site);

        using var file = (IDisposable)(await client.CallAsync("exportConversations", ("format", format)))!;

        using var reader = new StreamReader((Stream)GeneratedClient.Get(file, "Stream")!);
        (await reader.ReadToEndAsync()).TrimStart('\uFEFF').Should().StartWith(begin).And.Contain(Id);
    }

    [Fact]
    public async Task Scores_are_imported_and_changes_are_answered_or_refused_with_a_message()
    {
        await using var site = await SiteAsync();
        var client = await ClientAsync(site);

        object? imported = await client.CallAsync(
            "importScores", ("body", client.File(Encoding.UTF8.GetBytes(string.Join('\n', s_lines)), "application/x-ndjson")));
        object? note = await client.CallAsync("addNote", ("id", Id), ("body", """{"text":"a"}"""));
        await client.CallAsync("rateTurn", ("id", Id), ("ordinal", 1), ("body", """{"source":"team","rating":"like"}"""));
        await client.CallAsync("addLabel", ("id", Id), ("body", """{"label":"vip"}"""));
        object? found = await client.CallAsync("lookUpConversations", ("body", """{"user_id":"jane"}"""));
        var refused = await FluentActions.Awaiting(() => client.CallAsync("addNote", ("id", "none"), ("body", """{"text":"a"}""")))
            .Should().ThrowAsync<Exception>();

        (GeneratedClient.Get(imported, "Imported"), GeneratedClient.Get(imported, "Refused")).Should().Be((1L, 1L));
        GeneratedClient.Get(note, "Id").Should().BeOfType<Guid>();
        GeneratedClient.Get(found, "Conversations.0.Conversation_id").Should().Be("conv-42");
        GeneratedClient.Get(refused.Which, "Result.Detail").Should().Be("There is no such conversation.");
        (await site.ReadAsync(Id)).Labels.Select(static label => label.Label).Should().Equal("vip");
    }

    [Fact]
    public async Task Every_write_operation_is_called_and_its_response_parsed()
    {
        await using var host = await ClientSite.StartAsync(onKestrel: false);
        var client = await ClientAsync(host.Site);
        var (turn, held) = (("ordinal", (object)1), ("conversation", (object)"conv-42"));

        await CallAsync("rateTurn", turn, Body("""{"source":"team","rating":"like"}"""));
        await CallAsync("revokeRating", turn, ("source", "Team"));
        var annotation = ("annotation", GeneratedClient.Get(await CallAsync("annotateTurn", turn, Body("""{"improved_answer":"a"}""")), "Id")!);
        await CallAsync("reviseAnnotation", turn, annotation, Body("""{"improved_answer":"b"}"""));
        await CallAsync("removeAnnotation", turn, annotation);
        object? score = await CallAsync("addScore", Body($$"""{"conversation_id":"{{Id}}","name":"a","value":1}"""));
        await CallAsync("removeScore", ("score", GeneratedClient.Get(score, "Id")!));
        await CallAsync("importScores", ("body", client.File(Encoding.UTF8.GetBytes(s_lines[0]), "application/x-ndjson")));
        await CallAsync("addLabel", Body("""{"label":"vip"}"""));
        await CallAsync("removeLabel", ("label", "vip"));
        await CallAsync("addNote", Body("""{"text":"a"}"""));
        await CallAsync("markRead");
        await CallAsync("assignConversation", Body("""{"assigned_to":"me"}"""));
        await CallAsync("unassignConversation");
        await CallAsync("lookUpConversations", Body("""{"user_id":"jane"}"""));
        ((IDisposable)(await CallAsync("exportLookedUpConversations", Body("""{"user_id":"jane"}""")))!).Dispose();
        object? view = await CallAsync("createView", Body("""{"name":"Unread","query":"is_unread=true"}"""));
        var viewId = ("id", GeneratedClient.Get(view, "Id")!);
        await CallAsync("replaceView", viewId, Body($$"""{"name":"Mine","query":"assigned=me","version":"{{GeneratedClient.Get(view, "Version")}}"}"""));
        await CallAsync("deleteView", viewId);
        await CallAsync("silenceAlert", ("rule", "Bookings fail"), Body("""{"duration_seconds":3600}"""));
        await CallAsync("endSilence", ("rule", "Bookings fail"));
        await CallAsync("placeHold", held, Body("""{"reason":"case 7"}"""));
        await CallAsync("erase", Body("""{"conversation_id":"conv-42"}"""));
        await CallAsync("releaseHold", held, ("confirmed", true));
        await CallAsync("previewRetention");
        await CallAsync("runRetention", Body("""{"confirmed":true}"""));
        await CallAsync("writeAgentNote", ("agentId", "bookings"), ("conversationId", Id), Body("""{"note":"a"}"""));
        await CallAsync("addAgentAnnotations", ("agentId", "bookings"), ("conversationId", Id),
            Body("""{"annotations":[{"turnOrdinal":1,"annotation":"a"}]}"""));

        using var document = JsonDocument.Parse(host.Document);
        var changing = document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(static path => path.Value.EnumerateObject())
            .Where(static method => method.Name is not "get").Select(static method => method.Value.GetProperty("operationId").GetString()!);
        changing.Except(host.Called.Ids, StringComparer.Ordinal).Should().BeEmpty();

        Task<object?> CallAsync(string operation, params (string Name, object Value)[] arguments)
            => client.CallAsync(operation, [.. arguments, ("id", Id)]);

        static (string, object) Body(string json) => ("body", json);
    }

    private static async Task<Site> SiteAsync()
    {
        var site = await Changes.SiteAsync();
        await using var conv = site.Open(new ConversationInfo(Id) { AgentId = "bookings", Environment = ConversationEnvironment.PreRelease });
        using var turn = conv.BeginTurn("Book a table");
        conv.BeginFunction("save_guest").Dispose();
        turn.Complete("Done.", new ModelUsage("gpt-x", Tokens, 42));
        return site;
    }

    // The document is the same for each site and compiling its client takes seconds. These tests run sequentially.
    private static async Task<GeneratedClient> ClientAsync(Site site)
    {
        string document = (await site.GetWithKeyAsync("/openapi/v1.json")).Body;
        site.Client.DefaultRequestHeaders.Add("X-API-KEY", Changes.PermittedOperator);
        s_compiled ??= await GeneratedClient.CompileAsync(document);
        return new GeneratedClient(s_compiled, site.Client);
    }
}
