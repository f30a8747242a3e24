using ConvLog.Storage.Contract.Users;

namespace ConvLog.Tests.Storage.Contract.Users;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+34 910 555 017", "+34910555017")]
    [InlineData("0034910555017", "+34910555017")]
    [InlineData("(+34) 910-555-017", "+34910555017")]
    [InlineData("(0034) 910.555/017", "+34910555017")]
    [InlineData("\u202A+34\u00A0910\u2011555\u2013017\u202C", "+34910555017")]
    [InlineData("+٣٤٩١٠٥٥٥٠١٧", "+34910555017")]
    [InlineData("\uFF0B34 910555017", "+34910555017")]
    [InlineData("+44 (0)20 7946 0958", "+442079460958")]
    [InlineData("(020) 7946-0958", "02079460958")]
    public void A_phone_number_is_its_digits(string written, string expected) => PhoneNumber.Normalized(written).Should().Be(expected);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("+")]
    [InlineData("00")]
    [InlineData("(0)")]
    [InlineData("00(0)")]
    [InlineData("+(0)(0)")]
    [InlineData("12-34")]
    [InlineData("anonymous")]
    [InlineData("sip:+34910555017@example.com")]
    [InlineData("+34910555017 ext 5")]
    [InlineData("+34910555017;ext=5")]
    [InlineData("34+910555017")]
    [InlineData("++34910555017")]
    [InlineData("+1234567890123456")]
    [InlineData("1234567890123456789012345678901234567890")]
    [InlineData("+34910555\0017")]
    [InlineData("+34910555017\uD83D")]
    public void Text_that_is_no_phone_number_is_compared_as_written(string written) => PhoneNumber.Normalized(written).Should().Be(written);

    [Fact]
    public void Normalizing_a_normalized_number_changes_nothing()
        => PhoneNumber.Normalized(PhoneNumber.Normalized("0034 910 555 017")).Should().Be("+34910555017");

    [Fact]
    public void Numbers_of_two_countries_and_a_number_without_a_country_differ()
        => new[] { "+34910555017", "+33910555017", "34910555017", "910555017" }.Select(PhoneNumber.Normalized).Should().OnlyHaveUniqueItems();
}
