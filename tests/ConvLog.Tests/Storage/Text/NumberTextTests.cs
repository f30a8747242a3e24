using ConvLog.Storage.Text;

namespace ConvLog.Tests.Storage.Text;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("1.10", "1.1")]
    [InlineData("1.00", "1")]
    [InlineData("100", "100")]
    [InlineData("-0.0", "0")]
    [InlineData("-0.0250", "-0.025")]
    [InlineData("125e-1", "12.5")]
    [InlineData("1E+40", "1E40")]
    [InlineData("10e39", "1E40")]
    [InlineData("1e9999999999", "1e9999999999")]
    [InlineData("", null)]
    [InlineData("-", null)]
    [InlineData("01", null)]
    [InlineData("1.", null)]
    [InlineData("1 2", null)]
    [InlineData("1,2", null)]
    [InlineData("12345678-1234-1234-1234-123456789012", null)]
    [InlineData("2025-01-01", null)]
    [InlineData("true", null)]
    public void A_number_has_one_shortest_form(string text, string? expected) => NumberText.Of(text).Should().Be(expected);

    [Fact]
    public void Only_values_of_fields_that_are_numbers_are_shortened()
    {
        (LogField Field, string Value, bool IsShortened)[] fields =
        [
            (("n", 1.10m), "1.1", true), (("n", 1.5), "1.5", false), (("n", 1e40), "1E40", true), (("n", 100), "100", false), (("n", "1.10"), "1.10", false),
            (("n", double.NegativeInfinity), "-Infinity", false),
            (("n", Guid.Empty), "00000000-0000-0000-0000-000000000000", false), (("n", false), "false", false),
            (("n", Int128.MaxValue), "170141183460469231731687303715884105727", false),
        ];
        foreach (var (field, value, isShortened) in fields)
        {
            (NumberText.Of(field, out bool shortened), shortened).Should().Be((value, isShortened));
        }
    }
}
