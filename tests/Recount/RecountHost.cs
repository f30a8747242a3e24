using ConvLog.AspNetCore;
using System.Text.Json.Nodes;
using ConvLog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.Tests.Recount;

/// <summary>A host over a store with played conversations, and an independent count of them.</summary>
public sealed class RecountHost : IAsyncDisposable
{
    private static readonly DateTimeOffset s_now = new(2025, 3, 12, 12, 7, 30, TimeSpan.Zero);

    private readonly WebApplication _app;
    private readonly HttpClient _client;
    private ServiceProvider? _other; // Disposing it would close the conversations that a killed host leaves open.

    private RecountHost(WebApplication app)
    {
        _app = app;
        string url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _client = new HttpClient { BaseAddress = new Uri(url) };
    }

    /// <summary>The period over which alerts measure.</summary>
    public static TimeSpan AlertWindow { get; } = TimeSpan.FromDays(7);

    /// <summary>One rule for each measure, and some by agent, currency and kind of call. None fires.</summary>
    public static IReadOnlyList<AlertRule> AlertRules { get; } =
    [
        Rule("functions fail", AlertMeasure.ProblemRate, static rule => rule.Target = "save_guest"),
        Rule("models fail", AlertMeasure.ProblemRate, static rule => (rule.Kind, rule.Target) = (CallTargetKind.Model, "gpt-x")),
        Rule("functions of bookings are slow", AlertMeasure.P95Duration, static rule => (rule.Target, rule.AgentId) = ("find_tables", "bookings")),
        Rule("cost in dollars", AlertMeasure.Cost, static rule => rule.Currency = "USD"),
        Rule("cost in pounds", AlertMeasure.Cost, static rule => rule.Currency = "GBP"),
        Rule("cost of bookings", AlertMeasure.Cost, static rule => (rule.Currency, rule.AgentId) = ("GBP", "bookings")),
        Rule("dislikes", AlertMeasure.Dislikes),
        Rule("share of dislikes", AlertMeasure.DislikeShare),
        Rule("answers are slow", AlertMeasure.P95ResponseTime),
    ];

    internal PlayedHistory History { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public IConversationStore Store => _app.Services.GetRequiredService<IConversationStore>();

    /// <summary>Starts a host and plays the conversations.</summary>
    /// <param name="useStore">Configures the store.</param>
    /// <param name="isShared">Whether another host writes to the store as well.</param>
    /// <param name="conversations">The number of conversations.</param>
    public static async Task<RecountHost> StartAsync(Action<ConvLogOptions> useStore, bool isShared, int conversations)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        AddConvLog(builder.Services, useStore);
        builder.Services.AddConvLogConsole(static options =>
        {
            options.ApiKeys.Add(Key(withPii: false), "Reader");
            options.ApiKeys.Add(Key(withPii: true), "Permitted", ConvLogPermissions.All);
            (options.SearchesPerMinute, options.ExportsPerMinute) = (100_000, 100_000);
        });
        var app = builder.Build();
        app.MapConvLog();
        await app.StartAsync();
        var host = new RecountHost(app);
        if (!isShared)
        {
            await host.PlayAsync([], conversations);
            return host;
        }

        var services = new ServiceCollection().AddLogging();
        AddConvLog(services, useStore);
        host._other = services.BuildServiceProvider();
        await host.PlayAsync([host._other.GetRequiredService<IConversationFactory>()], conversations);
        return host;
    }

    private static void AddConvLog(IServiceCollection services, Action<ConvLogOptions> useStore)
    {
        services.AddSingleton<TimeProvider>(new Testing.ManualClock(s_now));
        services.AddConvLog(options =>
        {
            options.MaximumLinger = TimeSpan.Zero; // Calls left open when an opening ends are abandoned immediately.
            options.LogToLogger = false;
            foreach (var rule in AlertRules)
            {
                options.Alerts.Rules.Add(rule);
            }

            useStore(options);
        });
    }

    public async Task<JsonNode> GetAsync(string path, bool withPii)
    {
        string text = await TextAsync(path, withPii);
        return JsonNode.Parse(text)!;
    }

    public async Task<string> TextAsync(string path, bool withPii)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-API-KEY", Key(withPii));
        request.Headers.Add("X-Access-Reason", "recount");
        using var response = await _client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path} answers {(int)response.StatusCode}: {text}");
        return text;
    }

    /// <summary>Reads all items of a list that is paged by cursor.</summary>
    public async Task<IReadOnlyList<JsonNode>> AllAsync(string path, string list, bool withPii)
    {
        List<JsonNode> all = [];
        string? cursor = null;
        do
        {
            char joined = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = await GetAsync($"{path}{joined}limit=500{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", withPii);
            all.AddRange(page[list]!.AsArray().Select(static item => item!));
            cursor = page["next_cursor"]?.GetValue<string>();
        }
        while (cursor is not null);
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        if (_other is not null)
        {
            await _other.DisposeAsync();
        }
    }

    private static AlertRule Rule(string name, AlertMeasure measure, Action<AlertRule>? set = null)
    {
        var rule = new AlertRule { Name = name, Measure = measure, Window = AlertWindow, MinimumCount = 1, Threshold = 0.99 };
        set?.Invoke(rule);
        return rule;
    }

    private static string Key(bool withPii) => withPii ? "pii-key-0123456789" : "reader-key-0123456789";

    private async Task PlayAsync(IReadOnlyList<IConversationFactory> others, int count)
    {
        History = await PlayedHistory.PlayAsync([_app.Services.GetRequiredService<IConversationFactory>(), .. others], count, Amount.Seed, s_now);
        foreach (var expected in History.Conversations)
        {
            if (expected.IsRead)
            {
                await PutAsync($"/convlog/v1/conversations/{expected.Id}/read", body: null);
            }

            if (expected.AssignedTo is { } name)
            {
                await PutAsync($"/convlog/v1/conversations/{expected.Id}/assignment", new JsonObject { ["assigned_to"] = name });
            }
        }

        await _app.Services.GetRequiredService<ConversationReader>().BringUpToDateAsync();
    }

    private async Task PutAsync(string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path);
        request.Headers.Add("X-API-KEY", Key(withPii: true));
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var response = await _client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"{path} answers {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }
}
