namespace ConvLog.Architecture.Tests.English;

/// <summary>Texts for users are plain technical English: subject, active verb, object, and the standard terms.</summary>
public class PlainEnglishTests
{
    /// <summary>The checked folders. Add a package here once its texts are revised.</summary>
    public static TheoryData<CheckedRoot> Roots { get; } = new()
    {
        new CheckedRoot("src/ConvLog", HasPages: false, HasPublicComments: true),
        new CheckedRoot("src/ConvLog.Storage", HasPages: false, HasPublicComments: true),
        new CheckedRoot("src/ConvLog.Sqlite", HasPages: false, HasPublicComments: true),
        new CheckedRoot("src/ConvLog.PostgreSql", HasPages: false, HasPublicComments: true),
        new CheckedRoot("src/ConvLog.Extensions.Agents", HasPages: false, HasPublicComments: true),
        new CheckedRoot("src/ConvLog.Extensions.AI", HasPages: false, HasPublicComments: true),
        new CheckedRoot("src/ConvLog.Extensions.Logging", HasPages: false, HasPublicComments: true),
        new CheckedRoot("src/ConvLog.Extensions.Http", HasPages: false, HasPublicComments: true),
        new CheckedRoot("src/ConvLog.Mcp", HasPages: false, HasPublicComments: true),
        new CheckedRoot("src/ConvLog.Testing", HasPages: false, HasPublicComments: true),
        new CheckedRoot("src/ConvLog.AspNetCore", HasPages: true, HasPublicComments: true),
    };

    [Theory]
    [MemberData(nameof(Roots))]
    public void No_text_has_an_odd_phrase(CheckedRoot root)
        => root.Texts().SelectMany(OddPhrase.In).ShouldBeNone("Write plain English: subject, active verb, object.");

    [Fact]
    public void Comments_pages_messages_and_scripts_of_the_web_package_are_checked()
    {
        ILookup<string, string> texts = new CheckedRoot("src/ConvLog.AspNetCore", HasPages: true, HasPublicComments: true).Texts()
            .ToLookup(static text => Path.GetExtension(text.Path), static text => text.Text, StringComparer.Ordinal);

        texts[".cs"].Should().Contain("Page not found").And.Contain(static text => text.StartsWith("///", StringComparison.Ordinal));
        texts[".razor"].Should().Contain("<h2>No conversations yet</h2>").And.Contain(static text => text.StartsWith("///", StringComparison.Ordinal));
        texts[".js"].Should().Contain(static text => text.Contains(" copied", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Roots))]
    public void A_checked_folder_has_texts(CheckedRoot root) => root.Texts().Should().NotBeEmpty();

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
    public void Strings_and_public_comments_of_code_are_checked_but_other_comments_are_not()
    {
        const string Code = """
            /// <summary>Counted anew.</summary>
            public class Shown
            {
                // Whoever reads this writes code.
                /// <summary>Hidden: all the same.</summary>
                private string Text => $"This is told {1} for good";
            }
            """;

        CheckedText.Strings("A.cs", Code).Concat(CheckedText.PublicComments("A.cs", Code)).SelectMany(OddPhrase.In).Should().HaveCount(3)
            .And.ContainMatch("A.cs(1): \"anew\"*").And.ContainMatch("A.cs(6): \"is told\"*").And.ContainMatch("A.cs(6): \"for good\"*");
    }
}
