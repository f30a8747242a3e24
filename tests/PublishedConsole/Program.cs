// A web host with a conversation. Its argument is the database file; keys and options of the console come from its configuration.
using ConvLog;
using PublishedConsole;

var builder = WebApplication.CreateSlimBuilder();
builder.Services.AddConvLog(options => options.UseSqlite(args[0]));
builder.Services.AddConvLogConsole();
var app = builder.Build();
app.UseConvLog(static context => context.Request.Query["conversation"]);
app.MapConvLog();
app.MapGet("/ping", static () => "pong");

await using (var conv = app.Services.GetRequiredService<IConversationFactory>().Open(
    new ConversationInfo("published-1") { AgentId = "bookings", Channel = "webchat", UserId = "ada@example.com" }))
{
    using var turn = conv.BeginTurn("Book a table for two");
    using (var model = turn.BeginModelCall("gpt-x"))
    {
        model.AddRequest(ModelMessage.User("Book a table for two"));
        model.Complete(ModelMessage.Assistant("Which day?"), new ModelUsage("gpt-x", inputTokens: 310, outputTokens: 42));
    }

    using (var call = conv.BeginFunction("save_guest", callId: "call_7"))
    {
        conv.Log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>()));
        conv.Log.Warning("Guest captured", LogField.Of("guest", new Guest("Ada", 2)), LogField.Pii("email", "ada@example.com"));
        conv.Log.Error("CRM upsert failed", new InvalidOperationException("conflict"), ("status", 409));
        conv.LogApiResponse("POST", "https://crm.example/contacts?email=ada", 409, TimeSpan.FromMilliseconds(120), "taken");
        call.Fail(new InvalidOperationException("conflict"));
    }

    turn.Complete("Which day?");
}

await app.RunAsync();
