using System.Text.Json.Nodes;
using ConvLog.AspNetCore.Api.OpenApi;
using ConvLog.AspNetCore.Api.Shapes;

namespace ConvLog.AspNetCore.Tests.Api.OpenApi;

public sealed class ShapeSchemasTests
{
    [Fact]
    public void A_shape_is_described_once_however_often_others_refer_to_it()
    {
        var names = ShapeSchemas.Of([typeof(StatisticsJson), typeof(StatisticJson)]).Select(static schema => schema.Name).ToList();

        names.Should().OnlyHaveUniqueItems().And.Contain(["Statistics", "Statistic", "DayPeriod", "Durations", "ModelStatistics", "CategoryCount"]);
    }

    [Fact]
    public void A_property_that_may_be_absent_is_not_required_and_never_null()
    {
        var part = SchemaOf(typeof(HealthPartJson));

        Names(part["required"]!).Should().Equal("name", "status", "message", "figures");
        part["properties"]!["last_success"]!.ToJsonString().Should().Be("""{"type":"string","format":"date-time"}""");
    }

    [Fact]
    public void A_property_that_may_be_null_is_required()
    {
        var alert = SchemaOf(typeof(AlertJson));

        Names(alert["required"]!).Should().Contain(["since", "silence"]);
        alert["properties"]!["since"]!.ToJsonString().Should().Be("""{"type":["string","null"],"format":"date-time"}""");
        alert["properties"]!["silence"]!.ToJsonString().Should().Be("""{"oneOf":[{"$ref":"#/components/schemas/AlertSilence"},{"type":"null"}]}""");
    }

    [Fact]
    public void The_last_state_of_an_alert_is_never_unknown()
    {
        var properties = SchemaOf(typeof(AlertJson))["properties"]!;

        Names(properties["state"]!["enum"]!).Should().Equal("normal", "pending", "firing", "resolved", "unknown");
        Names(properties["last_state"]!["enum"]!).Should().Equal("normal", "pending", "firing", "resolved");
    }

    [Fact]
    public void Every_figure_of_the_statistics_is_described()
    {
        var properties = SchemaOf(typeof(PeriodJson))["properties"]!.AsObject();

        properties.Where(static property => (string?)property.Value!["description"] is not { Length: > 0 }).Should().BeEmpty();
        properties["latency"]!["$ref"]!.GetValue<string>().Should().Be("#/components/schemas/Durations");
    }

    private static JsonNode SchemaOf(Type shape) => ShapeSchemas.Of([shape]).First().Schema;

    private static IEnumerable<string> Names(JsonNode list) => list.AsArray().Select(static name => name!.GetValue<string>());
}
