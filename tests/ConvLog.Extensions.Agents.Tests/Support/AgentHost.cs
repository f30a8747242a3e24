using System.Net.Http.Json;
using System.Text.Json;
using ConvLog.Privacy;
using ConvLog.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.Extensions.Agents.Tests.Support;

/// <summary>
/// A web host whose only endpoint runs an agent on the messages it receives. Between requests it keeps only the agent's session, as JSON in a file, and that
/// only on request.
/// </summary>
public sealed class AgentHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private AgentHost(WebApplication app)
    {
        _app = app;
        _client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    /// <summary>Starts a host with a SQLite file.</summary>
    public static async Task<AgentHost> StartAsync(string file, AIAgent agent)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddConvLog(options => options.UseSqlite(file));
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseConvLog(static context => context.Request.Query["conversation"]);
        app.MapPost("/chat", async (HttpContext context) =>
        {
            var messages = await context.Request.ReadFromJsonAsync<List<ChatMessage>>(AIJsonUtilities.DefaultOptions);
            var token = (string?)context.Request.Query["token"] is { Length: > 0 } text
                ? ResponseContinuationToken.FromBytes(Convert.FromBase64String(text)) : null;
            string kept = $"{file}.{context.Request.Query["session"]}";
            var session = File.Exists(kept)
                ? await agent.DeserializeSessionAsync(JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(kept)))
                : await agent.CreateSessionAsync();
            var response = await agent.RunAsync(messages!, session, new AgentRunOptions { AllowBackgroundResponses = true, ContinuationToken = token });
            if (context.Request.Query["session"].Count > 0)
            {
                await File.WriteAllTextAsync(kept, (await agent.SerializeSessionAsync(session)).GetRawText());
            }

            context.Response.Headers["token"] = response.ContinuationToken is { } next ? Convert.ToBase64String(next.ToBytes().Span) : "";
            await context.Response.WriteAsJsonAsync(response.Messages, AIJsonUtilities.DefaultOptions);
        });
        await app.StartAsync();
        return new AgentHost(app);
    }

    /// <summary>Sends messages, as a front end does.</summary>
    /// <returns>The agent's answer, and the continuation token for the next request.</returns>
    public async Task<(IList<ChatMessage> Messages, string? Token)> SendAsync(
        string conversation, IEnumerable<ChatMessage> messages, string? token = null, string? session = null)
    {
        string kept = session is null ? "" : $"&session={session}";
        var address = new Uri($"/chat?conversation={conversation}{kept}&token={Uri.EscapeDataString(token ?? "")}", UriKind.Relative);
        using var response = await _client.PostAsJsonAsync(address, messages.ToList(), AIJsonUtilities.DefaultOptions);
        response.EnsureSuccessStatusCode();
        var answer = JsonSerializer.Deserialize<List<ChatMessage>>(await response.Content.ReadAsStringAsync(), AIJsonUtilities.DefaultOptions)!;
        return (answer, response.Headers.TryGetValues("token", out var next) ? next.FirstOrDefault() : null);
    }

    /// <summary>The conversation as the review page shows it.</summary>
    public async Task<ConversationView> ReadAsync(string conversation)
    {
        await _app.Services.GetRequiredService<StoreSink>().FlushAsync();
        return (await _app.Services.GetRequiredService<ConversationReader>().GetAsync(new Reader("quality", canReadPii: true), conversation))!;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
