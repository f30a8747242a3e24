using System.Globalization;
using ConvLog;
using ConvLog.AspNetCore;
using ConvLog.Storage;
using WebConsole.Demo.Live;
using WebConsole.Options;

namespace WebConsole.Web;

/// <summary>The console and the API for a store, on loopback.</summary>
internal static class ConsoleSite
{
    private const int WeekDays = 7;

    /// <param name="urls">The addresses to listen on.</param>
    /// <param name="store">The store of the conversations.</param>
    /// <param name="time">The clock.</param>
    /// <param name="audience">Counts the viewers of the live page; null if they are not counted.</param>
    /// <exception cref="InvalidOperationException">An environment variable of retention has an invalid value.</exception>
    public static WebApplication Build(IReadOnlyList<LoopbackUrl> urls, IConversationStore store, TimeProvider time, LiveAudience? audience = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });

        // The addresses cannot be changed from outside: by no environment variable and no appsettings.json in the current folder.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();

        // The sample itself reports a taken port, once and in words. Its purpose conflicts with the usual warnings: published keys, everything in one folder,
        // an alert that fires.
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            .AddFilter("ConvLog.Security", LogLevel.Error).AddFilter("ConvLog.Alerts", LogLevel.Error);

        // With DNS rebinding to 127.0.0.1, a page of another site must not get access with the published keys.
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

        // For probes: needs no key, and returns only a word.
        app.MapHealthChecks("/healthz");
        foreach (var url in urls)
        {
            app.Urls.Add(url.Value);
        }

        return app;
    }

    // Earlier than conversations, unless the operator keeps those for a shorter time.
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

            // One of few conversations is a large share, and the sample should show the question.
            options.Retention.MostShare = 0.05;

            // One of these rules fires for the demo's conversations.
            options.Alerts.Rules.Add(new AlertRule { Name = "Functions fail", Threshold = 0.1, Window = TimeSpan.FromDays(7) });
            options.Alerts.Rules.Add(
                new AlertRule { Name = "Users are unhappy", Measure = AlertMeasure.Dislikes, Threshold = 20, Window = TimeSpan.FromDays(1) });
        });
        services.AddHealthChecks().AddConvLog();
        services.AddConvLogConsole(options =>
        {
            options.BasePath = "/";

            // The sample listens only on loopback. A host behind a reverse proxy must not do this: see docs/security.md.
            options.AllowLoopback = true;
            options.ApiKeys.Add(DemoKeys.Reader, "Demo reader");
            options.ApiKeys.Add(DemoKeys.ReaderWithPii, "Demo reader with PII", ConvLogPermissions.All);
        });
    }
}
