using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Access;

/// <summary>Regression: the header name was fixed, so a gateway that sets <c>X-API-KEY</c> itself locked out every program.</summary>
public sealed class ApiKeyHeaderTests
{
    private const string Header = "X-ConvLog-Key";

    [Theory]
    [InlineData("/convlog/v1/conversations")]
    [InlineData("/v1/agents/bookings/conversations")]
    [InlineData("/convlog")]
    public async Task The_key_is_read_from_the_configured_header(string path)
    {
        await using var site = await SiteAsync();

        (await site.GetAsync(path, (Header, Site.ReaderKey))).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetAsync(path, (Header, Site.ReaderKey), ("X-API-KEY", "of-the-gateway-0123456789"))).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetAsync(path, ("X-API-KEY", Site.ReaderKey))).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/convlog/v1/conversations")]
    [InlineData("/v1/agents/bookings/conversations")]
    [InlineData("/convlog")]
    public async Task A_refusal_names_the_configured_header(string path)
    {
        await using var site = await SiteAsync();
        string wrong = (await site.GetAsync(path, (Header, "nobody's"))).Body;
        string none = (await site.GetAsync(path)).Body;

        wrong.Should().Contain(Header);
        (wrong + none).Should().NotContain("X-API-KEY");
    }

    [Fact]
    public async Task The_OpenAPI_document_and_Vary_use_the_configured_header()
    {
        await using var site = await SiteAsync();
        var document = await site.GetAsync("/convlog/v1/openapi.json", (Header, Site.ReaderKey));

        document.Json.GetProperty("components").GetProperty("securitySchemes").GetProperty("ApiKey").GetProperty("name").GetString().Should().Be(Header);
        document.Body.Should().NotContain("X-API-KEY");
        (await site.GetAsync("/convlog/v1/conversations", (Header, Site.ReaderKey))).Header("Vary").Should().Contain(Header).And.NotContain("X-API-KEY");
    }

    [Fact]
    public void The_header_is_X_API_KEY_by_default() => new ConvLogConsoleOptions().ApiKeyHeader.Should().Be("X-API-KEY");

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("X-Key:")]
    [InlineData("X-Key\r\nX-Other")]
    [InlineData("X-Schlüssel")]
    [InlineData("cookie")]
    [InlineData("Authorization")]
    public void An_invalid_key_header_name_is_refused(string name)
    {
        var setting = () => new ConvLogConsoleOptions { ApiKeyHeader = name };

        setting.Should().Throw<ArgumentException>().WithMessage("ConvLogConsoleOptions.ApiKeyHeader must be the name of a header, such as \"X-API-KEY\":*");
    }

    private static Task<Site> SiteAsync() => Site.WithKeysAsync(
        static options => options.AllowLoopback = false,
        services: static services => services.Configure<ConvLogConsoleOptions>(static options => options.ApiKeyHeader = Header));
}
