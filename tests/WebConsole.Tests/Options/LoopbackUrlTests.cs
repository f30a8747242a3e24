using WebConsole.Options;

namespace WebConsole.Tests.Options;

public sealed class LoopbackUrlTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:5080/", "http://127.0.0.1:5080")]
    [InlineData("http://127.8.9.1:1", "http://127.8.9.1:1")]
    [InlineData("http://[::1]:5080", "http://[::1]:5080")]
    [InlineData("http://localhost:5080", "http://localhost:5080")]
    [InlineData("HTTP://LOCALHOST:5080", "http://localhost:5080")]
    [InlineData("http://loopback:5080", "http://localhost:5080")]
    [InlineData("http://127.0.0.1:0", "http://127.0.0.1:0")]
    [InlineData("http://127.0.0.1", "http://127.0.0.1:80")]
    public void A_loopback_address_is_accepted(string text, string value) => LoopbackUrl.Parse(text).Value.Should().Be(value);

    [Fact]
    public void A_free_port_of_localhost_uses_the_IPv4_address() => LoopbackUrl.Parse("http://localhost:0").Value.Should().Be("http://127.0.0.1:0");

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://192.168.1.4:5080")]
    [InlineData("http://example.com:5080")]
    [InlineData("http://localhost.example.com:5080")]
    [InlineData("http://2130706434.example:5080")]
    public void A_non_loopback_host_is_refused(string text)
    {
        var parsing = () => LoopbackUrl.Parse(text);

        parsing.Should().Throw<UsageException>().WithMessage("*can be reached by other machines*published keys*");
    }

    [Theory]
    [InlineData("5080")]
    [InlineData("127.0.0.1:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("https://127.0.0.1:5080")]
    [InlineData("http://unix:/tmp/socket")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://127.0.0.1:99999")]
    public void A_URL_that_is_not_HTTP_is_refused(string text)
    {
        var parsing = () => LoopbackUrl.Parse(text);

        parsing.Should().Throw<UsageException>().WithMessage("--urls: *");
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080/base")]
    [InlineData("http://127.0.0.1:5080/?a=b")]
    [InlineData("http://127.0.0.1:5080/#a")]
    [InlineData("http://user@127.0.0.1:5080")]
    public void A_URL_with_more_than_scheme_host_and_port_is_refused(string text)
    {
        var parsing = () => LoopbackUrl.Parse(text);

        parsing.Should().Throw<UsageException>().WithMessage("*has more than a scheme, a host and a port*");
    }
}
