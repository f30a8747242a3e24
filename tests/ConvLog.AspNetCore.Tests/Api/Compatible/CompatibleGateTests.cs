using System.Net;

namespace ConvLog.AspNetCore.Tests.Api.Compatible;

public sealed class CompatibleGateTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string List = "/v1/agents/bookings/conversations";
    private const string Project = "/v3/a/p/conversations";

    [Theory]
    [InlineData(Project + "?chanel[]=voice", "chanel[] is an unknown parameter. This route accepts query_type, query, sample, channel, ")]
    [InlineData(Project + "?Channel=voice", "Channel is an unknown parameter.")]
    [InlineData(Project + "?limit[]=1", "limit[] is an unknown parameter.")]
    [InlineData(Project + "?account_id=other", "account_id is an unknown parameter.")]
    [InlineData(List + "?channel=voice", "channel is an unknown parameter. This route accepts limit, offset.")]
    [InlineData(List + "/conv-42?limit=1", "limit is an unknown parameter. This route accepts no query parameters.")]
    [InlineData(List + "?user_id=jane", "user_id is personal data and cannot be part of an address")]
    public async Task An_unknown_parameter_is_refused(string path, string message)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        var answer = await site.GetWithKeyAsync(path);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("error_code").GetString().Should().Be("CONVERSATIONS_VALIDATION_FAILED");
        answer.Json.GetProperty("error_message").GetString().Should().StartWith(message);
    }

    [Theory]
    [InlineData(List + "?limit=50&offset=0")]
    [InlineData(Project + "?query_type=transcript&query=table&start_time=2026-01-01T00:00:00Z&end_time=2027-01-01T00:00:00Z&limit=5&offset=0")]
    [InlineData(Project + "?channel=voice&channel=webchat&client_env=live&in_progress=false&variant_id=b")]
    [InlineData(Project + "?channel[]=voice&channel%5B%5D=webchat&variant_name=b")]
    public async Task Documented_parameters_are_accepted(string path)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        (await site.GetWithKeyAsync(path)).Status.Should().Be(HttpStatusCode.OK);
    }
}
