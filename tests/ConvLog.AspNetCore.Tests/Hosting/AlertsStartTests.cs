using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Hosting;

public sealed class AlertsStartTests
{
    [Fact]
    public async Task The_host_evaluates_alerts_and_health_reports_a_firing_one()
    {
        var fired = new TaskCompletionSource<AlertNotification>();
        await using var site = await Site.StartAsync(
            services: services => services.AddSingleton<IAlertReceiver>(new Receiver(fired)),
            log: static options => options.Alerts.Rules.Add(new AlertRule { Name = "Free", Measure = AlertMeasure.Dislikes, Threshold = 0 }));
        var team = site.Services.GetRequiredService<ConversationTeam>();
        await site.PlayAsync(new ConversationInfo("rated"));
        await team.RateAsync(new Reader("Ada", canReadPii: false), "rated", 1, FeedbackSource.User, FeedbackRating.Dislike);

        var alerts = site.Services.GetRequiredService<ConversationAlerts>();
        while (!fired.Task.IsCompleted)
        {
            // If the clock ran ahead of an evaluation, a slow store would look like one that hangs.
            site.Clock.Advance(TimeSpan.FromMinutes(1));
            await alerts.Work;
        }

        (await fired.Task).Rule.Should().Be("Free");
        var health = await site.Reading.GetHealthAsync(Reader.Anonymous);
        health.Parts.Single(static part => part.Name is "alerts").Should().BeEquivalentTo(new
        {
            Status = StoreHealthStatus.Degraded,
            Message = "Alerts are firing: see the console's page Alerts, or GET /convlog/v1/alerts.",
            Figures = new Dictionary<string, double>(StringComparer.Ordinal) { ["rules"] = 1, ["firing"] = 1, ["silenced"] = 0, ["unknown"] = 0 },
        });
    }

    [Fact]
    public async Task A_host_without_alert_rules_has_no_alert_health_part()
    {
        await using var site = await Site.StartAsync();

        (await site.Reading.CheckHealthAsync()).Parts.Should().NotContain(static part => part.Name == "alerts");
        (await site.Services.GetRequiredService<ConversationAlerts>().ReadAsync(Reader.Anonymous)).Should().BeEmpty();
    }

    private sealed class Receiver(TaskCompletionSource<AlertNotification> fired) : IAlertReceiver
    {
        public string Name => "test";

        public Task ReceiveAsync(AlertNotification notification, CancellationToken cancellationToken)
        {
            fired.TrySetResult(notification);
            return Task.CompletedTask;
        }
    }
}
