using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConvLog.Tests.Entries;

public class ValueSnapshotNumberTests
{
    [Theory]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(double.PositiveInfinity, "\"Infinity\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    public void Numbers_that_JSON_cannot_represent_become_strings(double value, string json)
    {
        Logged.Value(value).Should().Be(json);
        Logged.Value((float)value).Should().Be(json);
        Logged.Value((Half)value).Should().Be(json);
        Logged.Value(new[] { value }).Should().Be($"[{json}]");
        Logged.Value(new { Score = value }).Should().Be($$"""{"Score":{{json}}}""");
        Logged.Value(JsonValue.Create(value)).Should().Be(json);
        Logged.Value(new JsonObject { ["score"] = value, ["kept"] = 1 }).Should().Be($$"""{"score":{{json}},"kept":1}""");
    }

    [Fact]
    public void Negative_zero_keeps_its_sign()
    {
        Logged.Value(-0.0).Should().Be("-0");
        Logged.Value(-0.0f).Should().Be("-0");
        Logged.Entry(log => log.Info("m", ("v", -0.0))).Fields["v"].Should().Match<double>(v => double.IsNegative(v));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData("1.10")]
    [InlineData("0.0000000000000000000000000001")]
    [InlineData("-79228162514264337593543950335")]
    public void A_decimal_keeps_its_scale(string number) => Logged.Value(decimal.Parse(number, CultureInfo.InvariantCulture)).Should().Be(number);

    [Theory]
    [InlineData(double.MaxValue, "1.7976931348623157E+308")]
    [InlineData(double.Epsilon, "5E-324")]
    [InlineData(1e21, "1E+21")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    public void A_double_is_written_so_that_it_reads_back(double value, string json)
    {
        Logged.Value(value).Should().Be(json);
        double.Parse(json, CultureInfo.InvariantCulture).Should().Be(value);
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("1.10")]
    [InlineData("-0")]
    [InlineData("123456789012345678901234567890.123456789")]
    public void A_number_in_captured_JSON_is_kept_as_written(string number)
    {
        using var document = JsonDocument.Parse($"[{number}]");
        Logged.Value(document.RootElement).Should().Be($"[{number}]");
        Logged.Value(document.RootElement[0]).Should().Be(number);
        Logged.Value(JsonNode.Parse($$"""{"n":{{number}}}""")).Should().Be($$"""{"n":{{number}}}""");
    }

    [Fact]
    public void A_big_integer_keeps_every_digit()
    {
        var value = BigInteger.Pow(-7, 301);
        Logged.Value(value).Should().Be(value.ToString(CultureInfo.InvariantCulture));
        Logged.Value(new Dictionary<string, object>(StringComparer.Ordinal) { ["n"] = value }).Should()
            .Be($$"""{"n":{{value.ToString(CultureInfo.InvariantCulture)}}}""");
    }

    [Fact]
    public void The_largest_whole_numbers_of_every_width_are_exact()
    {
        Logged.Value(ulong.MaxValue).Should().Be("18446744073709551615");
        Logged.Value(Int128.MaxValue).Should().Be("170141183460469231731687303715884105727");
        Logged.Value(UInt128.MaxValue).Should().Be("340282366920938463463374607431768211455");
        Logged.Value(("v", (nint)(-1))).Should().Be("-1");
    }
}
