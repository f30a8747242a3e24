using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A host with the API and the console over an in-memory store. Its visitor is local by default.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const string ReaderKey = "reader-key-0123456789";
    public const string PiiKey = "pii-key-0123456789";

    private readonly WebApplication _app;

    private Site(WebApplication app, HttpClient client)
    {
        _app = app;
        Client = client;
    }

    public IServiceProvider Services => _app.Services;

    public ManualClock Clock => _app.Services.GetRequiredService<ManualClock>();

    public HttpClient Client { get; }

    /// <summary>The remote address of requests.</summary>
    public IPAddress? Address { get; set; } = IPAddress.Loopback;

    public string Url => Client.BaseAddress!.ToString().TrimEnd('/');

    public FakeLogCollector Logs => _app.Services.GetFakeLogCollector();

    /// <summary>Starts a host with a key for each kind of reader, which local visitors can read without a key.</summary>
    public static Task<Site> WithKeysAsync(
        Action<ConvLogConsoleOptions>? configure = null,
        bool onKestrel = false,
        Action<ConvLogOptions>? log = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? before = null,
        string environment = "Development",
        Action<WebApplication>? map = null) => StartAsync(
        options =>
        {
            options.ApiKeys.Add(ReaderKey, "Reader");
            options.ApiKeys.Add(PiiKey, "Permitted", ConvLogPermissions.All);
            options.AllowLoopback = true;
            configure?.Invoke(options);
        },
        onKestrel,
        services,
        before,
        log,
        environment,
        map);

    public static async Task<Site> StartAsync(
        Action<ConvLogConsoleOptions>? configure = null,
        bool onKestrel = false,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? before = null,
        Action<ConvLogOptions>? log = null,
        string environment = "Development",
        Action<WebApplication>? map = null)
    {
        // Watching configuration files, which none has, costs a host a millisecond of processor time.
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = environment, Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        if (onKestrel)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        builder.Logging.CollectOnly();
        builder.Services.AddSingleton<ManualClock>(static _ => new ManualClock());
        builder.Services.AddSingleton<TimeProvider>(static provider => provider.GetRequiredService<ManualClock>());
        builder.Services.AddConvLog(log);
        builder.Services.AddConvLogConsole(configure);
        services?.Invoke(builder.Services);

        var app = builder.Build();
        Site? site = null;
        if (!onKestrel)
        {
            app.Use((context, next) =>
            {
                context.Connection.RemoteIpAddress = site!.Address;
                return next(context);
            });
        }

        before?.Invoke(app);
        (map ?? (static mapped => mapped.MapConvLog()))(app);
        await app.StartAsync();
        return site = new Site(app, onKestrel ? KestrelClient(app) : TestClient(app));
    }

    /// <summary>Stops the host and waits for its background work.</summary>
    public Task StopAsync() => _app.StopAsync();

    public ConversationReader Reading => _app.Services.GetRequiredService<ConversationReader>();

    public ConversationErasure Erasure => _app.Services.GetRequiredService<ConversationErasure>();

    public ConversationRetention Retention => _app.Services.GetRequiredService<ConversationRetention>();

    public Conversation Open(ConversationInfo info) => _app.Services.GetRequiredService<IConversationFactory>().Open(info);

    /// <summary>Logs a conversation of one turn.</summary>
    public async Task PlayAsync(ConversationInfo info, Action<Conversation>? inTurn = null, string said = "Book a table for two", string answered = "Done.")
    {
        await using var conv = Open(info);
        using var turn = conv.BeginTurn(said);
        inTurn?.Invoke(conv);
        turn.Complete(answered);
    }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, content: null, headers);

    public Task<Answer> GetWithKeyAsync(string path, string key = ReaderKey) => GetAsync(path, ("X-API-KEY", key));

    /// <summary>Posts a form with the key of a permitted reader.</summary>
    public Task<Answer> PostPermittedAsync(string path, params (string Name, string Value)[] form) => PostAsync(path, form, ("X-API-KEY", PiiKey));

    /// <summary>Reveals the personal data of a page with a key.</summary>
    public Task<Answer> RevealAsync(string path, string key = PiiKey, string? reason = null)
        => PostAsync(path, reason is null ? [("reveal", "yes")] : [("reveal", "yes"), ("reason", reason)], ("X-API-KEY", key));

    /// <summary>Posts a form. A redirect to a page with a ticket is followed, as a browser does.</summary>
    public async Task<Answer> PostAsync(string path, (string Name, string Value)[] form, params (string Name, string Value)[] headers)
    {
        var answer = await SubmitAsync(path, form, headers);
        return answer.Header("Location") is { } shown
            && (shown.Contains("reveal=", StringComparison.Ordinal) || shown.Contains("result=", StringComparison.Ordinal))
            ? await GetAsync(shown, headers) : answer;
    }

    /// <summary>Posts a form and follows no redirect.</summary>
    public Task<Answer> SubmitAsync(string path, (string Name, string Value)[] form, params (string Name, string Value)[] headers)
        => SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(form.Select(static field => KeyValuePair.Create(field.Name, field.Value))), headers);

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Url + path)) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static HttpClient TestClient(WebApplication app) => app.GetTestClient();

    private static HttpClient KestrelClient(WebApplication app)
    {
        string url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(url) };
    }
}
