using System.ClientModel;
using Agent;
using ConvLog;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, EnvironmentName = Environments.Development });
builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning).AddConvLog();
builder.Services.AddConvLog(options => options.UseSqlite(builder.Configuration["data"] ?? "agent-data/conversations.db"));
builder.Services.AddConvLogConsole(options => options.TraceUrl = builder.Configuration["traces"]);
builder.Services.AddHttpClient("restaurants").AddConvLog(static options => options.PathTemplate = RestaurantApi.TemplateOf);
builder.Services.AddSingleton<BookingTools>();

// The model runs in this process, so that the sample works offline, see ModelApi. For a real one, remove the endpoint and use your key.
// The outer log records turns and tools, the inner one the usage of each model request.
builder.Services.AddChatClient(static services => new OpenAIClient(new ApiKeyCredential("none"), new OpenAIClientOptions
{
    Endpoint = new Uri($"{services.GetRequiredService<IServer>().Address()}/v1"),
}).GetChatClient("scripted-1").AsIChatClient())
    .UseConvLog().UseFunctionInvocation(configure: static loop => loop.AllowConcurrentInvocation = true).UseConvLog();

// Exports to a collector or a dashboard: OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317, and --traces "http://localhost:16686/trace/{traceId}" for links.
bool exports = builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null;
using var tracing = exports
    ? Sdk.CreateTracerProviderBuilder().AddSource("ConvLog", "Microsoft.AspNetCore", "System.Net.Http").AddOtlpExporter().Build() : null;
using var metrics = exports ? Sdk.CreateMeterProviderBuilder().AddMeter("ConvLog").AddOtlpExporter().Build() : null;

var app = builder.Build();
app.UseConvLog(static context
    => context.Request.RouteValues["conversationId"] is string id ? new ConversationInfo(id) { AgentId = "bookings", Channel = "webchat" } : null);
app.MapConvLog();
app.MapRestaurantApi();
app.MapModelApi();
app.MapPost("/chat/{conversationId}", static async (string text, IChatClient client, BookingTools tools) =>
    (await client.GetResponseAsync(text, new ChatOptions { Instructions = "You book tables.", Tools = tools.All })).Text);

await app.StartAsync();
string address = app.Urls.First();
string id = $"demo-{TimeProvider.System.GetUtcNow():yyyyMMdd-HHmmss}";
using var http = new HttpClient { BaseAddress = new Uri(address) };
using var response = await http.PostAsync($"/chat/{id}?text={Uri.EscapeDataString("A table for two tonight, at Rosso or Verde, please.")}", content: null);
Console.WriteLine($"The agent said: {await response.Content.ReadAsStringAsync()}");
Console.WriteLine($"Its turn, model calls, tools, API responses and logs: {address}/convlog/conversations/{id}");
await app.WaitForShutdownAsync();
