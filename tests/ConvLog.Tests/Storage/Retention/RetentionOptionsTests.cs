using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Tests.Storage.Retention;

public class RetentionOptionsTests
{
    [Fact]
    public void No_data_expires_by_default()
    {
        var options = new ConvLogOptions().Retention;

        options.Enabled.Should().BeFalse();
        (options.Days, options.PersonalDataDays, options.AccessLogDays, options.BatchSize).Should().Be((30, null, 365, 100));
        (options.RunAt, options.TimeZone, options.KeepAnnotated, options.MostShare).Should().Be((new TimeOnly(2, 0), null, true, 0.5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(36_501)]
    [InlineData(int.MaxValue)]
    public void F02_an_invalid_number_of_days_is_refused(int days)
    {
        foreach (Action<RetentionOptions> set in (Action<RetentionOptions>[])[o => o.Days = days, o => o.PersonalDataDays = days, o => o.AccessLogDays = days])
        {
            FluentActions.Invoking(() => set(new RetentionOptions())).Should().Throw<ArgumentOutOfRangeException>()
                .WithMessage($"RetentionOptions.*Days takes 1 to 36500, not {days}.*");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_001)]
    public void A_batch_has_1_to_10000_conversations(int size)
        => FluentActions.Invoking(() => new RetentionOptions { BatchSize = size }).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage($"RetentionOptions.BatchSize takes 1 to 10000, not {size}.*");

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_share_is_between_0_and_1(double share)
        => FluentActions.Invoking(() => new RetentionOptions { MostShare = share }).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("RetentionOptions.MostShare takes 0 to 1, not *");

    [Fact]
    public void Both_ends_of_each_range_are_allowed()
    {
        _ = new RetentionOptions { Days = 1, PersonalDataDays = 1, AccessLogDays = 1, BatchSize = 1, MostShare = 0 };
        _ = new RetentionOptions { Days = 36_500, PersonalDataDays = 36_500, AccessLogDays = 36_500, BatchSize = 10_000, MostShare = 1 };
        new RetentionOptions { PersonalDataDays = null, AccessLogDays = null }.AccessLogDays.Should().BeNull();
    }

    [Fact]
    public void Personal_data_is_not_kept_longer_than_its_conversation()
    {
        FluentActions.Invoking(() => new RetentionOptions { Days = 7, PersonalDataDays = 8 }.CheckConsistency()).Should().Throw<InvalidOperationException>()
            .WithMessage("RetentionOptions.PersonalDataDays is 8 and RetentionOptions.Days is 7:*at most 7*");
        FluentActions.Invoking(() => new RetentionOptions { Days = 7, PersonalDataDays = 7 }.CheckConsistency()).Should().NotThrow();
    }
}
