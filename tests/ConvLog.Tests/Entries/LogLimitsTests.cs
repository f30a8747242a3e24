namespace ConvLog.Tests.Entries;

public class LogLimitsTests
{
    [Fact]
    public void The_defaults_are_those_that_are_documented()
    {
        var limits = LogLimits.Default;

        limits.FieldsPerEntry.Should().Be(64);
        limits.TextLength.Should().Be(16_384);
        limits.KeyLength.Should().Be(256);
        limits.ItemsPerCollection.Should().Be(1_000);
        limits.Depth.Should().Be(32);
        limits.EntrySize.Should().Be(131_072);
        limits.EntriesPerScope.Should().Be(10_000);
    }

    public static TheoryData<string, Func<int, LogLimits>, int, int> Ranges => new()
    {
        { nameof(LogLimits.FieldsPerEntry), value => new LogLimits { FieldsPerEntry = value }, 1, 1_024 },
        { nameof(LogLimits.TextLength), value => new LogLimits { TextLength = value }, 16, 16_777_216 },
        { nameof(LogLimits.KeyLength), value => new LogLimits { KeyLength = value }, 8, 1_024 },
        { nameof(LogLimits.ItemsPerCollection), value => new LogLimits { ItemsPerCollection = value }, 1, 1_000_000 },
        { nameof(LogLimits.Depth), value => new LogLimits { Depth = value }, 1, 64 },
        { nameof(LogLimits.EntrySize), value => new LogLimits { EntrySize = value }, 256, 67_108_864 },
        { nameof(LogLimits.EntriesPerScope), value => new LogLimits { EntriesPerScope = value }, 1, 10_000_000 },
    };

    [Theory]
    [MemberData(nameof(Ranges), DisableDiscoveryEnumeration = true)]
    public void A_limit_outside_its_range_is_refused_when_it_is_set(string name, Func<int, LogLimits> set, int least, int most)
    {
        set(least).Should().NotBeNull();
        set(most).Should().NotBeNull();
        foreach (int value in new[] { least - 1, most + 1, 0, -1, int.MinValue, int.MaxValue })
        {
            set.Invoking(s => s(value)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName(name)
                .WithMessage($"LogLimits.{name} takes {least} to {most}, not {value}.*");
        }
    }
}
