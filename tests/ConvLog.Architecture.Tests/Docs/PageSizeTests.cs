namespace ConvLog.Architecture.Tests.Docs;

/// <summary>Pages are short enough to be read in one go.</summary>
public class PageSizeTests
{
    // References and records of measurements, in which a reader looks something up.
    private static readonly string[] s_longer = ["docs/api.md", "docs/benchmarks.md", "docs/reliability.md"];

    [Fact]
    public void No_page_has_more_than_2500_words()
        => Page.All.Where(static page => page.Path.StartsWith("docs/", StringComparison.Ordinal) && !s_longer.Contains(page.Path, StringComparer.Ordinal))
            .Select(static page => (page.Path, Words: page.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length))
            .Where(static page => page.Words > 2_500)
            .Select(static page => $"{page.Path}: {page.Words} words")
            .ShouldBeNone("Cut repetitions, or make a page that a reader would look for.");

    [Fact]
    public void The_page_about_access_has_at_most_400_words_besides_its_code() => Prose.Words(Page.At("docs/access.md")).Should().BeLessThanOrEqualTo(400);

    [Fact]
    public void The_privacy_page_begins_with_a_screen_for_data_protection_officers()
    {
        var page = Page.At("docs/privacy.md");
        var screen = page.Lines.SkipWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal)).ToList();

        screen[0].Should().Be("## For data-protection officers");
        string.Join(' ', screen.Skip(1).TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal)))
            .Split(' ').Should().HaveCountLessThanOrEqualTo(500, "it is read on one screen");
        page.Text.Should().NotContain("| what holds |", "tests are on a page of their own");
    }

    [Fact]
    public void The_page_about_tests_of_hosts_lists_every_assertion()
    {
        string page = Page.At("docs/testing-a-host.md").Text;
        var assertions = typeof(Testing.CapturedLog).Assembly.GetExportedTypes()
            .SelectMany(static type => type.GetMethods()).Select(static method => method.Name).Distinct(StringComparer.Ordinal)
            .Where(static name => name.StartsWith("Should", StringComparison.Ordinal) || name.StartsWith("WaitFor", StringComparison.Ordinal));

        assertions.Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeNone("Add the assertion to docs/testing-a-host.md.");
    }
}
