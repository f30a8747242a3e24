using System.Text;
using WebConsole.Personal;
using WebConsole.Replay;

namespace WebConsole.Tests.Personal;

/// <summary>Properties of masking that hold for any value in any text, tested with thousands of generated values that are the same in every run.</summary>
public sealed class MaskingPropertyTests
{
    private const int Rounds = 3_000;
    private const string Letters = "abcXYZ 0123456789-.()#&'+*[]\\^$|?{}éßøЖ中の한😀\u0301";

    [Fact]
    public void A_value_between_spaces_never_shows()
    {
        var chance = Chance.For(nameof(A_value_between_spaces_never_shows));
        for (int round = 0; round < Rounds; round++)
        {
            string value = Text(chance, 1 + chance.Next(20)).Trim();
            if (value.Length == 0 || "[redacted]".Contains(value, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var personal = new PersonalValues();
            personal.Learn(value);

            string shown = personal.Mask($"so {value} it is, {value}", []).Shown;

            shown.Replace("[redacted]", "", StringComparison.Ordinal).Replace("so  it is, ", "", StringComparison.Ordinal)
                .Should().NotContain(value, $"round {round}");
        }
    }

    [Fact]
    public void The_full_text_stays_and_the_rest_of_it_shows()
    {
        var chance = Chance.For(nameof(The_full_text_stays_and_the_rest_of_it_shows));
        for (int round = 0; round < Rounds; round++)
        {
            var personal = new PersonalValues();
            personal.Learn("Quentin Xylander");
            string before = Text(chance, chance.Next(30)) + " ";
            string after = " " + Text(chance, chance.Next(30));
            string text = $"{before}Quentin Xylander{after}";

            var masked = personal.Mask(text, []);

            masked.Text.Should().Be(text);
            masked.Shown.Should().Be($"{before}[redacted]{after}");
        }
    }

    [Fact]
    public void Any_value_makes_a_pattern_that_ends()
    {
        var chance = Chance.For(nameof(Any_value_makes_a_pattern_that_ends));
        var personal = new PersonalValues();
        for (int round = 0; round < 200; round++)
        {
            personal.Learn(Text(chance, 1 + chance.Next(60)));
        }

        var masking = () => personal.Mask(Text(chance, 20_000), []);

        masking.Should().NotThrow();
    }

    private static string Text(Chance chance, int length)
    {
        Rune[] alphabet = [.. Letters.EnumerateRunes()];
        return string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[chance.Next(alphabet.Length)].ToString()));
    }
}
