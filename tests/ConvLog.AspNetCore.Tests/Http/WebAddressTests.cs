namespace ConvLog.AspNetCore.Tests.Http;

public sealed class WebAddressTests
{
    [Theory]
    [InlineData("hooks.example/secret")]
    [InlineData("/secret")]
    [InlineData("ftp://hooks.example/secret")]
    [InlineData("https://user:secret@hooks.example")]
    [InlineData("")]
    public void An_invalid_web_address_is_refused_without_being_repeated(string address)
    {
        var webhook = () => new ConvLogConsoleOptions { AlertWebhook = address };
        var console = () => new ConvLogConsoleOptions { PublicAddress = address };

        webhook.Should().Throw<ArgumentException>().WithMessage("ConvLogConsoleOptions.AlertWebhook must be an absolute http or https address*").Which.Message
            .Should().NotContain("secret");
        console.Should().Throw<ArgumentException>().WithMessage("ConvLogConsoleOptions.PublicAddress must be*");
    }

    [Fact]
    public void Web_addresses_are_kept_and_the_public_address_loses_its_trailing_slash()
    {
        var options = new ConvLogConsoleOptions { AlertWebhook = "http://127.0.0.1:1/a?b=c", PublicAddress = "https://support.example/" };

        (options.AlertWebhook, options.PublicAddress).Should().Be(("http://127.0.0.1:1/a?b=c", "https://support.example"));
        options.AlertWebhook = options.PublicAddress = null;
        (options.AlertWebhook, options.PublicAddress).Should().Be((null, null));
    }
}
