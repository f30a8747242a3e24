namespace ConvLog.Architecture.Tests.English;

/// <summary>
/// Comments, names of tests, documents and the console's texts are plain technical English: subject, active verb, object, and the standard terms.
/// </summary>
public class PlainEnglishTests
{
    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("samples")]
    [InlineData("docs")]
    public void No_text_of_a_folder_has_an_odd_phrase(string folder)
        => Texts(Repository.FilesUnder(folder)).SelectMany(OddPhrase.In).ShouldBeNone("Write plain English: subject, active verb, object.");

    [Fact]
    public void No_document_at_the_root_has_an_odd_phrase()
        => Texts(Repository.Files.Where(static file => !file.Path.Contains('/', StringComparison.Ordinal))).SelectMany(OddPhrase.In)
            .ShouldBeNone("Write plain English: subject, active verb, object.");

    [Fact]
    public void Texts_of_every_kind_are_read()
    {
        ILookup<string, string> texts = Texts(Repository.FilesUnder("src", "docs")).ToLookup(
            static text => Path.GetExtension(text.Path), static text => text.Text, StringComparer.Ordinal);

        texts[".cs"].Should().Contain("Page not found").And.Contain(static text => text.StartsWith("///", StringComparison.Ordinal));
        texts[".razor"].Should().Contain("<h2>No conversations yet</h2>");
        texts[".js"].Should().Contain(static text => text.Contains(" copied", StringComparison.Ordinal));
        texts[".sql"].Should().Contain(static text => text.Contains("key", StringComparison.Ordinal))
            .And.NotContain(static text => text.Contains("CREATE TABLE"));
        texts[".md"].Should().Contain("# Documentation").And.NotContain(static text => text.StartsWith("```", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Entries are told as they come in.", "are told")]
    [InlineData("""/// <param name="cancellationToken">Gives up.</param>""", "Gives up")]
    [InlineData("/// <summary>Does it.</summary>", "Does it.")]
    [InlineData("Figures are counted anew.", "anew")]
    [InlineData("Run all the same", "all the same")]
    [InlineData("Whoever runs this host can permit it.", "Whoever")]
    [InlineData("A user of whom nothing was stored", "of whom")]
    [InlineData("More than one user, or none", "or none")]
    [InlineData("Type erase to go on", "go on")]
    [InlineData("Erase for good", "for good")]
    [InlineData("None: take it back", "take it back")]
    [InlineData("<p>What is erased does not come back.</p>", "What is")]
    [InlineData("Lists conversations, newest first unless told otherwise.", "unless told")]
    public void An_odd_phrase_is_found(string text, string phrase)
        => OddPhrase.In(new CheckedText("Page.razor", 7, text)).Should().ContainSingle().Which.Should().StartWith($"Page.razor(7): \"{phrase}\"");

    [Theory]
    [InlineData("What should the agent have said?")]
    [InlineData("/// <param name=\"cancellationToken\">A token to cancel the operation.</param>")]
    [InlineData("Load more")]
    [InlineData("The goal of a good function")]
    [InlineData("Conversations appear here as soon as your app logs one:")]
    public void A_plain_sentence_is_not_reported(string text) => OddPhrase.In(new CheckedText("Page.razor", 7, text)).Should().BeEmpty();

    [Fact]
    public void Comments_names_of_tests_and_shown_strings_are_checked()
    {
        const string Code = """
            /// <summary>Counted anew.</summary>
            public class Shown
            {
                // Whoever reads this writes code.
                private string Text => $"This is told {1} for good"; // Or none.

                public void It_is_read_all_the_same() { }
            }
            """;

        CheckedText.OfCode("A.cs", Code, hasShownStrings: true).SelectMany(OddPhrase.In).Should().HaveCount(6)
            .And.ContainMatch("A.cs(1): \"anew\"*").And.ContainMatch("A.cs(4): \"Whoever\"*").And.ContainMatch("A.cs(5): \"Or none\"*")
            .And.ContainMatch("A.cs(5): \"is told\"*").And.ContainMatch("A.cs(5): \"for good\"*").And.ContainMatch("A.cs(7): \"all the same\"*");
        CheckedText.OfCode("A.cs", Code, hasShownStrings: false).SelectMany(OddPhrase.In).Should().HaveCount(4);
    }

    // The phrases of this check itself are no texts.
    private static IEnumerable<CheckedText> Texts(IEnumerable<RepositoryFile> files)
        => files.Where(static file => !file.Path.Contains("/English/", StringComparison.Ordinal)).AsParallel().AsOrdered().SelectMany(CheckedText.Of);
}
