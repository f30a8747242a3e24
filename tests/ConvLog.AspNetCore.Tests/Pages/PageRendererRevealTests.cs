namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>In a separate class because each reveal creates a record that privacy pages show.</summary>
public sealed class PageRendererRevealTests(StagedPages pages) : IClassFixture<StagedPages>
{
    [Fact]
    public async Task Revealed_pages_and_reason_forms_are_the_same_with_and_without_host_services()
    {
        await using var plain = await pages.StartAsync(HostOfPages.Minimal, static options => options.RequireAccessReason = true);
        await using var site = await pages.StartAsync(HostOfPages.AllAtOnce, static options => options.RequireAccessReason = true);

        await EachCase.HoldsAsync(pages.Revealing, async path =>
        {
            StagedPages.ShouldBeAlike(await site.GetWithKeyAsync(path, Site.PiiKey), await plain.GetWithKeyAsync(path, Site.PiiKey));
            StagedPages.ShouldBeAlike(await site.RevealAsync(path), await plain.RevealAsync(path));
            StagedPages.ShouldBeAlike(await site.RevealAsync(path, reason: "T-1"), await plain.RevealAsync(path, reason: "T-1"));
        });
    }
}
