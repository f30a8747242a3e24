using System.Globalization;
using ConvLog;
using ConvLog.AspNetCore;
using ConvLog.Storage;
using WebConsole.Demo.Live;
using WebConsole.Options;

namespace WebConsole.Web;

/// <summary>The console and the API over a store, on loopback.</summary>
internal static class ConsoleSite
{
    private const int WeekDays = 7;

    /// <param name="urls">Where it listens.</param>
    /// <param name="store">Where conversations are kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="audience">Counts those who look at the live page; null if they are not counted.</param>
    /// <exception cref="InvalidOperationException">An environment variable of retention has a value that cannot be meant.</exception>
    public static WebApplication Build(IReadOnlyList<LoopbackUrl> urls, IConversationStore store, TimeProvider time, LiveAudience? audience = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });

        // Nothing from outside changes where it listens: no environment variable, no appsettings.json of the folder it was started in.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();

        // A port that is taken is told once, in words. What a host would be warned of is this sample's purpose: published keys, everything in one folder,
        // an alert that fires.
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            .AddFilter("ConvLog.Security", LogLevel.Error).AddFilter("ConvLog.Alerts", LogLevel.Error);

        // A page of another site that has its own name resolved to 127.0.0.1 must not get in with the published keys.
        builder.Services.AddHostFiltering(filter
            => filter.AllowedHosts = [.. urls.Select(url => url.Host).Append("localhost").Append("127.0.0.1").Append("[::1]")]);
        AddConsole(builder.Services, store, time);

        var app = builder.Build();
        app.UseHostFiltering();
        app.Use(async (context, next) =>
        {
            using var seat = audience is not null && LiveAudience.IsFollower(context.Request) ? audience.Join() : null;
            await next(context);
        });
        app.MapConvLog();

        // For probes: without a key, and a word only.
        app.MapHealthChecks("/healthz");
        foreach (var url in urls)
        {
            app.Urls.Add(url.Value);
        }

        return app;
    }

    // Sooner than the conversations, unless the operator keeps those for a shorter time.
    private static int PersonalDataDays()
        => int.TryParse(Environment.GetEnvironmentVariable("WORKFLOW_LOG_RETENTION_DAYS"), NumberStyles.None, CultureInfo.InvariantCulture, out int days)
            && days is > 0 and < WeekDays ? days : WeekDays;

    private static void AddConsole(IServiceCollection services, IConversationStore store, TimeProvider time)
    {
        services.AddSingleton(time);
        services.AddConvLog(options =>
        {
            options.Store = store;
            options.Retention.PersonalDataDays = PersonalDataDays();

            // Of a few conversations one is a large part, and the question is to be seen.
            options.Retention.MostShare = 0.05;

            // One of these fires on the demo's conversations.
            options.Alerts.Rules.Add(new AlertRule { Name = "Functions fail", Threshold = 0.1, Window = TimeSpan.FromDays(7) });
            options.Alerts.Rules.Add(
                new AlertRule { Name = "Users are unhappy", Measure = AlertMeasure.Dislikes, Threshold = 20, Window = TimeSpan.FromDays(1) });
        });
        services.AddHealthChecks().AddConvLog();
        services.AddConvLogConsole(options =>
        {
            options.BasePath = "/";

            // It listens on loopback and nowhere else. A host behind a reverse proxy must not do this: see docs/security.md.
            options.AllowLoopback = true;
            options.ApiKeys.Add(DemoKeys.Reader, "Demo reader");
            options.ApiKeys.Add(DemoKeys.ReaderWithPii, "Demo reader with PII", ConvLogPermissions.All);
        });
    }
}
