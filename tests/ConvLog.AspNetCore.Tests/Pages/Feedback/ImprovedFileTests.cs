using System.Net;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Pages.Feedback;

/// <summary>The export of improved answers with personal data, which a permitted reader requests by a form.</summary>
public sealed class ImprovedFileTests
{
    private const string Path = "/convlog/feedback/improved/file";

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public async Task The_export_form_returns_team_texts_and_is_recorded_with_the_reason(string format)
    {
        await using var site = await Desk.PlayedAsync();

        var answer = await site.PostPermittedAsync($"{Path}?agent=bookings", ("format", format), ("reason", "training set"));

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Header("Content-Disposition").Should().Be($"attachment; filename=\"improved-answers-{site.Clock.GetUtcNow():yyyy-MM-dd}.{format}\"");
        answer.Body.Should().Contain("Your table for two is booked.").And.Contain(Desk.Said);
        var access = (await site.Reading.ReadAccessLogAsync(new AccessQuery())).Accesses.Should().ContainSingle().Which;
        (access.ConversationId, access.Reader, access.Reason).Should().Be(("conv-1", "Permitted", "training set"));
        (await site.PostPermittedAsync($"{Path}?agent=weather", ("format", format))).Body.Should().NotContain("booked");
    }

    [Fact]
    public async Task Without_the_permission_there_is_no_export_form_and_a_POST_is_refused()
    {
        await using var site = await Desk.PlayedAsync();

        (await site.GetWithKeyAsync("/convlog/feedback/improved")).Body.Should().NotContain("improved/file");
        (await site.GetWithKeyAsync("/convlog/feedback/improved?agent=bookings", Site.PiiKey)).Body.Should()
            .Contain("action=\"/convlog/feedback/improved/file?agent=bookings\"").And.NotContain("is booked");
        (await site.PostAsync(Path, [("format", "csv")], ("X-API-KEY", Site.ReaderKey))).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.PostAsync(Path, [("format", "csv")], ("X-API-KEY", Site.PiiKey), ("Sec-Fetch-Site", "cross-site"))).Status.Should()
            .Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_missing_reason_an_invalid_filter_and_too_many_exports_are_refused_before_reading()
    {
        await using var site = await Site.WithKeysAsync(static options => (options.RequireAccessReason, options.ExportsPerMinute) = (true, 2));
        await Canaries.PlayAsync(site);

        (await site.PostPermittedAsync(Path, ("format", "csv"))).Status.Should().Be(HttpStatusCode.BadRequest);
        (await site.PostPermittedAsync($"{Path}?environment=moon", ("reason", "x"))).Status.Should().Be(HttpStatusCode.BadRequest);
        (await site.Reading.ReadAccessLogAsync(new AccessQuery())).Accesses.Should().BeEmpty();
        (await site.PostPermittedAsync(Path, ("reason", "x"))).Body.Should().Contain("canary-improved");
        var refused = await site.PostPermittedAsync(Path, ("reason", "x"));
        refused.Status.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Header("Retry-After").Should().NotBeNull();
    }
}
