using WebConsole.Personal;

namespace WebConsole.Tests.Personal;

public sealed class PersonalValuesTests
{
    [Theory]
    [InlineData("Garcia Daniel", "How about Garcia Daniel?", "How about [redacted]?")]
    [InlineData("Garcia Daniel", "how about GARCIA daniel's office", "how about [redacted]'s office")]
    [InlineData("Garcia Daniel", "Garcia, Daniel", "[redacted]")]
    [InlineData("Garcia Daniel", "Garcia\n  Daniel", "[redacted]")]
    [InlineData("Verna Nelson, Licensed Marriage & Family Therapist", "It is Verna Nelson Licensed Marriage & Family Therapist.", "It is [redacted].")]
    [InlineData("534 B St", "at 534 B St. in Oakland", "at [redacted]. in Oakland")]
    [InlineData("1101 South Winchester Boulevard # A101", "1101 South Winchester Boulevard #A101", "[redacted]")]
    [InlineData("408-247-8880", "call 408-247-8880 now", "call [redacted] now")]
    [InlineData("408-247-8880", "call (408) 247 8880 now", "call [redacted] now")]
    [InlineData("408-247-8880", "call 408.247.8880", "call [redacted]")]
    [InlineData("408-247-8880", "call 4082478880", "call [redacted]")]
    [InlineData("408-247-8880", "call +1 (408) 247-8880", "call [redacted]")]
    [InlineData("408-247-8880", "call 408–247–8880", "call [redacted]")]
    [InlineData("(415) 567-5432", "it is 415-567-5432", "it is [redacted]")]
    [InlineData("O'Brien", "Mr. O’Brien", "Mr. [redacted]")]
    [InlineData("田中", "田中さんです", "[redacted]さんです")]
    [InlineData("José", "JOSÉ and José", "[redacted] and [redacted]")]
    [InlineData("😀", "I am 😀 here", "I am [redacted] here")]
    [InlineData("a+b(c", "mail a+b(c now", "mail [redacted] now")]
    public void A_known_value_is_masked_in_every_spoken_form(string value, string text, string shown)
    {
        var personal = new PersonalValues();
        personal.Learn(value);

        personal.Mask(text, []).Shown.Should().Be(shown);
        personal.Mask(text, []).Text.Should().Be(text);
    }

    [Theory]
    [InlineData("Li", "I would like to live in Livermore, please")]
    [InlineData("Mom", "One moment")]
    [InlineData("408-247-8880", "the order 14082478880991")]
    [InlineData("534 B St", "1534 B Stx")]
    [InlineData("dontcare", "I dontcare")]
    [InlineData("", "nothing")]
    [InlineData("  ", "nothing at all")]
    public void Other_words_are_not_masked(string value, string text)
    {
        var personal = new PersonalValues();
        personal.Learn(value);

        personal.Mask(text, []).IsMasked.Should().BeFalse();
    }

    [Fact]
    public void The_longest_value_is_masked_first_so_that_no_part_of_it_remains()
    {
        var personal = new PersonalValues();
        personal.Learn("534 B St");
        personal.Learn("534 B Street");
        personal.Learn("534 B Street Apt 9");

        personal.Mask("at 534 B Street Apt 9, not 534 B Street", []).Shown.Should().Be("at [redacted], not [redacted]");
    }

    [Fact]
    public void Only_values_of_personal_slots_are_learned()
    {
        var personal = new PersonalValues();
        personal.Learn("Services_4", "city", "Napa");
        personal.Learn("Services_4", "therapist_name", "Linn Terri");

        personal.All.Should().Equal("Linn Terri");
    }

    [Fact]
    public void Spans_are_masked_even_if_no_value_is_known()
        => new PersonalValues().Mask("call me Jo", [(8, 2)]).Shown.Should().Be("call me [redacted]");

    [Fact]
    public void A_span_and_a_value_that_overlap_become_one_mask()
    {
        var personal = new PersonalValues();
        personal.Learn("Jo March");

        personal.Mask("I am Jo March.", [(5, 2)]).Shown.Should().Be("I am [redacted].");
    }

    [Fact]
    public void A_value_learned_later_is_masked_in_texts_masked_later()
    {
        var personal = new PersonalValues();
        personal.Learn("Jo");
        personal.Mask("Jo and Amy", []).Shown.Should().Be("[redacted] and Amy");

        personal.Learn("Amy");

        personal.Mask("Jo and Amy", []).Shown.Should().Be("[redacted] and [redacted]");
    }

    [Fact]
    public void A_text_that_cannot_be_searched_in_time_is_masked_completely()
    {
        var personal = new PersonalValues(searchTimeout: TimeSpan.FromTicks(1));
        personal.Learn("Jo March");
        string text = string.Concat(Enumerable.Repeat("Jo Marc ", 500_000));

        personal.Mask(text, []).Shown.Should().Be("[redacted]");
    }
}
