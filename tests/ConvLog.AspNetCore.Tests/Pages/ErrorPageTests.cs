using System.Net;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Pages;

public sealed class ErrorPageTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Theory]
    [InlineData("/convlog")]
    [InlineData("/convlog/conversations/conv-42?agent=bookings")]
    [InlineData("/convlog/insight")]
    [InlineData("/convlog/live")]
    public async Task While_the_store_is_down_the_navigation_and_a_retry_link_are_shown(string path)
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync(log: static options => options.Store = UnavailableStore.Create()));

        var answer = await site.GetAsync(path);

        answer.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        answer.Headers["Retry-After"].Should().Be("5");
        answer.Body.Should().ContainAll("Conversations are unavailable", $"href=\"{WebUtility.HtmlEncode(path)}\">Try again</a>", "<nav class=\"rail\"")
            .And.NotContain(UnavailableStore.Words);
    }

    [Fact]
    public async Task A_permanently_unusable_store_offers_no_retry()
    {
        await using var site = await Site.WithKeysAsync(log: static options => options.Store = UnavailableStore.Create(StoreFault.Unusable));

        var answer = await site.GetAsync("/convlog?agent=bookings");

        answer.Status.Should().Be(HttpStatusCode.InternalServerError);
        answer.Header("Retry-After").Should().BeNull();
        answer.Body.Should().Contain("The store needs its operator").And.NotContain("Try again</a>").And.NotContain(UnavailableStore.Words);
    }

    [Fact]
    public async Task A_form_that_fails_because_the_store_is_down_links_back_to_its_page()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync(log: static options => options.Store = UnavailableStore.Create()));

        var answer = await site.PostPermittedAsync("/convlog/conversations/conv-42", ("reveal", "yes"));

        answer.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        answer.Body.Should().Contain("href=\"/convlog/conversations/conv-42\">Try again</a>").And.NotContain(UnavailableStore.Words);
    }
}
