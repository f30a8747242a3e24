using ConvLog.Storage;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Tests.Recount;

/// <content>What alerts measure.</content>
public abstract partial class RecountTest
{
    [Fact]
    public async Task Alert_values_match_an_independent_count()
    {
        await Host.Services.GetRequiredService<ConversationAlerts>().EvaluateAsync(default);
        var alerts = await Host.GetAsync("/convlog/v1/alerts", withPii: false);
        var counted = Count(withPii: false);
        var (from, to) = (counted.Now - RecountHost.AlertWindow, counted.Now.AddTicks(1));
        var quarter = new DateTimeOffset(from.Ticks - (from.Ticks % TimeSpan.FromMinutes(15).Ticks), TimeSpan.Zero); // Turns are counted by quarters.
        var expected = RecountHost.AlertRules.ToDictionary(
            static rule => rule.Name, rule => Measured(rule, rule.AgentId is { } agent ? counted.Of(agent) : counted), StringComparer.Ordinal);
        Compare(comparison =>
        {
            var listed = alerts["alerts"]!.AsArray();
            comparison.Equal("alerts", expected.Count, listed.Count);
            foreach (var alert in listed)
            {
                string rule = alert!["rule"]!.GetValue<string>();
                bool isDuration = alert["measure"]!.GetValue<string>().StartsWith("p95", StringComparison.Ordinal);
                comparison.Compare(rule, expected[rule], new JsonObject
                {
                    ["count"] = alert["count"]!.GetValue<long>(),
                    [isDuration ? "p95_ms" : "value"] = isDuration
                        ? Math.Round(1_000 * alert["value"]!.GetValue<double>(), 3) : alert["value"]!.GetValue<double>(),
                });
            }
        });

        JsonObject Measured(AlertRule rule, Recounted own)
        {
            if (rule.Measure is AlertMeasure.ProblemRate or AlertMeasure.P95Duration)
            {
                var target = own.CallDetails(rule.Kind == CallTargetKind.Model ? "model" : "function", rule.Target!, provider: null, from, to);
                return rule.Measure == AlertMeasure.ProblemRate
                    ? new JsonObject { ["count"] = (int)target["calls"]!, ["value"] = target["problem_rate"]!.DeepClone() }
                    : new JsonObject { ["count"] = (int)target["duration"]!["count"]!, ["p95_ms"] = target["duration"]!["p95_ms"]!.DeepClone() };
            }

            var total = own.Statistics(quarter, to, TimeZoneInfo.Utc)["total"]!;
            int dislikes = (int)total["ratings"]!["user_dislikes"]!;
            int ratings = dislikes + (int)total["ratings"]!["user_likes"]!;
            return rule.Measure switch
            {
                AlertMeasure.Cost => new JsonObject { ["count"] = (int)total["messages"]!, ["value"] = total["cost"]![rule.Currency!]!.DeepClone() },
                AlertMeasure.Dislikes => new JsonObject { ["count"] = ratings, ["value"] = dislikes },
                AlertMeasure.DislikeShare => new JsonObject { ["count"] = ratings, ["value"] = (double)dislikes / ratings },
                _ => new JsonObject { ["count"] = (int)total["latency"]!["count"]!, ["p95_ms"] = total["latency"]!["p95_ms"]!.DeepClone() },
            };
        }
    }
}
