// Uses every package once, on the runtime that it was installed for. Run by .ci/check-install.
using System.Text.Json;
using ConvLog;
using ConvLog.Extensions.AI;
using ConvLog.PostgreSql;
using ConvLog.Privacy;
using ConvLog.Sqlite;
using ConvLog.Storage;
using ConvLog.Testing;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// ConvLog, ConvLog.Storage and ConvLog.Sqlite, with a host's container.
string file = Path.Combine(args[0], $"family-{Environment.Version.Major}.db");
var services = new ServiceCollection().AddLogging(logging => logging.AddConvLog());
services.AddConvLog(options => options.UseSqlite(file));
services.AddHttpClient("crm").AddConvLog(options => options.PathTemplate = _ => "/contacts/{id}").ConfigurePrimaryHttpMessageHandler(() => new NotFound());
await using (var provider = services.BuildServiceProvider())
{
    await using var conv = provider.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c-1") { AgentId = "bookings" });
    using var turn = conv.BeginTurn("A table for two");
    await conv.RunFunctionAsync("save_guest", async () =>
    {
        conv.Log.Info("Guest email captured", LogField.Pii("email", "ada@example.com", shown: "a***@example.com"));

        // ConvLog.Extensions.Logging and ConvLog.Extensions.Http
        provider.GetRequiredService<ILogger<Program>>().LogWarning("Few tables left: {Tables}", 3);
        using var response = await provider.GetRequiredService<IHttpClientFactory>().CreateClient("crm").GetAsync("https://crm.example/contacts/42");
    });

    // ConvLog.Extensions.AI
    AITool[] tools = [AIFunctionFactory.Create((int guests) => conv.Log.Info("Booked", ("guests", guests)), "book_table")];
    await ((AIFunction)tools.WithConvLog()[0]).InvokeAsync(new() { ["guests"] = 2 });

    // ConvLog.Extensions.Agents
    Demand((await new Echo().WithConvLog().RunAsync("Booked")).Text is "Booked", "an agent runs");
    turn.Complete("Done.");
}

await using (var store = new SqliteConversationStore(file))
{
    var reader = new ConversationReader(store);
    var seen = await reader.GetAsync(new Reader("support", canReadPii: false), "c-1");
    var calls = seen!.Turns.Single().FunctionEvents;
    Demand(calls.Select(call => call.Name).SequenceEqual(["save_guest", "book_table"]), "the two functions are stored");
    Demand(calls[0].Entries.Select(entry => entry.Content).SequenceEqual(["Guest email captured", "Few tables left: {Tables}"]), "both entries are stored");
    Demand(calls[0].Entries[0].Fields.Single().Value is "a***@example.com", "the address is masked");
    Demand(calls[0].ApiResponses.Single().StatusCode == 404, "the response is stored");
    var known = await reader.GetAsync(new Reader("lead", canReadPii: true), "c-1");
    Demand(known!.Turns.Single().FunctionEvents[0].Entries[0].Fields.Single().Value is "ada@example.com", "who may reads the address");
}

// ConvLog.Testing
await using (var test = new TestConversation())
{
    test.Conversation.RunFunction("save_guest", () => test.Conversation.Log.Info("Guest saved", LogField.Pii("email", "ada@example.com"), ("new", true)));
    test.Log.ShouldContain(EntryLevel.Info, "Guest saved", ("new", true));
    await test.ShouldNotRevealAsync("ada@example.com");
}

// ConvLog.PostgreSql: the port has no server, which the store reports.
await using (var store = new PostgreSqlConversationStore("Host=127.0.0.1;Port=1;Username=none;Timeout=2"))
{
    var health = await store.CheckHealthAsync();
    Demand(health.Status != StoreHealthStatus.Healthy, "a server that is not there is reported");
}

Console.WriteLine($"The family works on .NET {Environment.Version}.");

static void Demand(bool holds, string what)
{
    if (!holds)
    {
        throw new InvalidOperationException($"It does not hold that {what}.");
    }
}

internal sealed class Echo : AIAgent
{
    protected override ValueTask<AgentSession> CreateSessionCoreAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    protected override ValueTask<JsonElement> SerializeSessionCoreAsync(
        AgentSession session, JsonSerializerOptions? options, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    protected override ValueTask<AgentSession> DeserializeSessionCoreAsync(
        JsonElement state, JsonSerializerOptions? options, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    protected override Task<AgentResponse> RunCoreAsync(
        IEnumerable<ChatMessage> messages, AgentSession? session, AgentRunOptions? options, CancellationToken cancellationToken)
        => Task.FromResult(new AgentResponse(new ChatMessage(ChatRole.Assistant, messages.Last().Text)));

    protected override IAsyncEnumerable<AgentResponseUpdate> RunCoreStreamingAsync(
        IEnumerable<ChatMessage> messages, AgentSession? session, AgentRunOptions? options, CancellationToken cancellationToken)
        => throw new NotSupportedException();
}

internal sealed class NotFound : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.NotFound) { RequestMessage = request });
}
