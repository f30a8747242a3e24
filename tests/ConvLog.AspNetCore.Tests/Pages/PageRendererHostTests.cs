using System.Net;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>Regression: pages were rendered over the host's services, and those of Blazor made every page with a form an error.</summary>
public sealed class PageRendererHostTests(StagedPages pages) : IClassFixture<StagedPages>
{
    public static TheoryData<string> Hosts { get; } = [.. HostOfPages.All.Select(static host => host.Name)];

    [Fact]
    public void The_minimal_host_answers_with_pages()
        => pages.Plain.Values.Count(static answer => answer is { Status: HttpStatusCode.OK } && answer.Body.Contains("</html>")).Should().BeGreaterThan(15);

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Every_page_is_byte_for_byte_that_of_a_minimal_host(string name)
    {
        await using var site = await pages.StartAsync(HostOfPages.Named(name));

        await pages.ShouldAnswerAlikeAsync(site);
    }
}
