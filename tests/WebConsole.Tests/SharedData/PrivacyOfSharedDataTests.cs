using System.Text.RegularExpressions;
using WebConsole.Tests.Support;
using Xunit.Abstractions;

namespace WebConsole.Tests.SharedData;

/// <summary>A reader without the permission sees none of the personal slot values.</summary>
[Collection(ImportedCollection.Name)]
public sealed class PrivacyOfSharedDataTests(ImportedData data, ITestOutputHelper output)
{
    // Values that are ordinary words or names with another meaning in other conversations, such as the city of San Diego.
    private static readonly string[] SpokenElsewhereAsSomethingElse = ["Diego"];

    [SharedDataFact]
    public void No_personal_value_appears_in_its_conversation()
    {
        foreach (var dialogue in RawDialogues.All)
        {
            string id = RawDialogues.Id(dialogue);

            Found(RawDialogues.PersonalValues(dialogue), data.Shown[id]).Should().BeEmpty($"of {id}");
        }
    }

    [SharedDataFact]
    public void No_personal_value_appears_in_another_conversation()
    {
        HashSet<string> values = [.. RawDialogues.All.SelectMany(RawDialogues.PersonalValues)];
        string all = string.Join('\n', data.Shown.Values);
        var found = Found(values, all);
        output.WriteLine($"{values.Count} values in {all.Length} characters; found: {string.Join(", ", found)}");

        found.Should().BeSubsetOf(SpokenElsewhereAsSomethingElse);
        all.Replace("San Diego", "", StringComparison.OrdinalIgnoreCase).Should().NotContainEquivalentOf("Diego");
    }

    [SharedDataFact]
    public async Task No_personal_value_appears_in_the_list()
    {
        HashSet<string> values = [.. RawDialogues.All.SelectMany(RawDialogues.PersonalValues).Except(SpokenElsewhereAsSomethingElse, StringComparer.Ordinal)];

        Found(values, ShownText.Of(await data.Bench.ListAsync())).Should().BeEmpty();
    }

    [SharedDataFact]
    public void A_permitted_reader_sees_all_personal_values()
    {
        foreach (var dialogue in RawDialogues.All)
        {
            string full = ShownText.Of(data.Conversations[RawDialogues.Id(dialogue)].Full);

            RawDialogues.PersonalValues(dialogue).Where(value => !full.Contains(value, StringComparison.OrdinalIgnoreCase)).Should().BeEmpty();
        }
    }

    // Whole words, ignoring case: "Li" is not in "Please".
    private static List<string> Found(IEnumerable<string> values, string text)
        => [.. values.Where(value
            => text.Contains(value, StringComparison.OrdinalIgnoreCase) // Few values are contained, and the pattern takes a hundred times as long.
            && Regex.IsMatch(text, $@"(?<!\w){Regex.Escape(value)}(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10)))];
}
