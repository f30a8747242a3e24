using ConvLog;
using ConvLog.Records;
using WebConsole.Demo;
using WebConsole.Tests.Support;

namespace WebConsole.Tests.Demo;

/// <summary>Data that a story marks as personal anywhere is never shown without the permission.</summary>
public sealed class DemoPrivacyTests(DemoPrivacyTests.SeededBench seeded) : IClassFixture<DemoPrivacyTests.SeededBench>
{
    public static TheoryData<string> Ids => [.. DemoSeeding.Stories.Select(story => story.Info.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Personal_data_is_shown_only_to_permitted_readers(string id)
    {
        var full = await seeded.Bench.FullAsync(id);
        string plain = ShownText.Of(await seeded.Bench.PlainAsync(id));

        foreach (string value in Personal(full))
        {
            plain.Should().NotContain(value);
        }
    }

    [Fact]
    public async Task The_demo_covers_every_way_to_capture_personal_data()
    {
        var clinic = await seeded.Bench.FullAsync("demo-clinic-appointment");
        var entries = clinic.AllFunctionEvents.SelectMany(call => call.Entries).ToList();

        entries.Should().Contain(entry => entry.IsPii);
        entries.Should().Contain(entry => !entry.IsPii && entry.Content.EndsWith("[redacted]", StringComparison.Ordinal));
        entries.Should().Contain(entry => !entry.IsPii && entry.Fields.Any(field => field.IsPii));
        clinic.Turns.Should().Contain(turn => turn.UserInput.IsPii);
        var pharmacy = await seeded.Bench.FullAsync("demo-pharmacy-refill");
        pharmacy.AllFunctionEvents.SelectMany(call => call.ApiResponses).Should().Contain(response => response.IsPii);
    }

    // Data that an author marked as personal: texts of personal fields and entries, and phone numbers.
    private static IEnumerable<string> Personal(ConversationView view)
    {
        var fields = view.AllFunctionEvents.SelectMany(call => call.Entries).SelectMany(entry => entry.Fields.Where(field => entry.IsPii || field.IsPii));
        string?[] numbers = [view.Summary.Direction == ConversationDirection.Inbound ? view.Summary.FromNumber?.Text : null];
        return fields.Select(field => field.Value).OfType<string>().Concat(numbers.OfType<string>());
    }

    /// <summary>The demo stories. The tests here do not change them.</summary>
    public sealed class SeededBench : IAsyncLifetime
    {
        internal Bench Bench { get; } = new();

        public async Task InitializeAsync() => await Bench.SeedAsync();

        public async Task DisposeAsync() => await Bench.DisposeAsync();
    }
}
