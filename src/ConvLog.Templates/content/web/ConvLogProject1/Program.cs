using ConvLog;
using ConvLogProject1;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddConvLog(options => options.UseSqlite("conversations.db"));
builder.Services.AddConvLogConsole();
var app = builder.Build();

// A caller who chooses the ID can write to any conversation: where callers are not trusted, take it from the session.
app.UseConvLog(context => context.Request.Query["conversation"]);
app.MapConvLog();

// Open /say?conversation=c-1&text=A+table+for+two&email=ada@example.com&guests=2, then /convlog.
app.MapGet("/say", (Conversation conv, string text, string email, int guests) =>
{
    using var turn = conv.BeginTurn(text);
    var answer = BookingFunctions.BookTable(conv, email, guests);
    turn.Complete(answer);
    return answer;
});
app.MapGet("/", () => Results.Redirect("/convlog"));
app.Run();
