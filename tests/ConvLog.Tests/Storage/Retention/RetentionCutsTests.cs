using ConvLog.Storage;
using ConvLog.Storage.Retention;

namespace ConvLog.Tests.Storage.Retention;

public class RetentionCutsTests
{
    private static readonly TimeSpan s_idle = TimeSpan.FromMinutes(30);
    private static readonly DateTimeOffset s_now = new(2024, 3, 1, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void F03_a_day_is_24_hours_whatever_the_calendar_and_the_clocks_do()
    {
        var cut = RetentionCuts.At(new RetentionOptions { Days = 30, PersonalDataDays = 1, AccessLogDays = 366, KeepAnnotated = false }, s_idle, s_now);

        cut.Should().Be(new RetentionCut
        {
            At = s_now,
            ConversationsBefore = new DateTimeOffset(2024, 1, 31, 2, 0, 0, TimeSpan.Zero), // Across the leap day.
            PersonalDataBefore = new DateTimeOffset(2024, 2, 29, 2, 0, 0, TimeSpan.Zero),
            AccessBefore = new DateTimeOffset(2023, 3, 1, 2, 0, 0, TimeSpan.Zero),
            KeepAnnotated = false,
        });
        var spring = new DateTimeOffset(2025, 3, 31, 0, 0, 0, TimeSpan.Zero); // The previous day had 23 hours in Berlin.
        RetentionCuts.At(new RetentionOptions { Days = 1 }, s_idle, spring).ConversationsBefore.Should().Be(spring.AddHours(-24));
    }

    [Fact]
    public void Data_without_a_retention_period_does_not_expire()
    {
        var cut = RetentionCuts.At(new RetentionOptions { AccessLogDays = null }, s_idle, s_now);

        (cut.PersonalDataBefore, cut.AccessBefore, cut.KeepAnnotated).Should().Be((null, null, true));
    }

    [Fact]
    public void A_conversation_in_progress_does_not_expire_however_short_the_period()
    {
        var cut = RetentionCuts.At(new RetentionOptions { Days = 1, PersonalDataDays = 1, AccessLogDays = 1 }, TimeSpan.FromDays(3), s_now);

        (cut.ConversationsBefore, cut.PersonalDataBefore).Should().Be((s_now.AddDays(-3), s_now.AddDays(-3)));
        cut.AccessBefore.Should().Be(s_now.AddDays(-1));
    }

    [Fact]
    public void A_cut_before_the_minimum_date_is_the_minimum_date()
    {
        RetentionCuts.At(new RetentionOptions { Days = 36_500 }, s_idle, DateTimeOffset.MinValue.AddDays(1)).ConversationsBefore.Should()
            .Be(DateTimeOffset.MinValue);
        RetentionCuts.At(new RetentionOptions(), TimeSpan.MaxValue, s_now).ConversationsBefore.Should().Be(DateTimeOffset.MinValue);
    }

    [Fact]
    public void A_resumed_run_has_its_own_cut()
    {
        var options = new RetentionOptions { PersonalDataDays = 7 };
        var interrupted = RetentionCuts.At(options, s_idle, s_now);

        RetentionCuts.Resumed(interrupted, RetentionCuts.At(options, s_idle, s_now.AddDays(2))).Should().Be(interrupted);
    }

    [Fact]
    public void F02_a_resumed_run_deletes_only_data_that_has_expired_now()
    {
        var wrong = RetentionCuts.At(new RetentionOptions { Days = 1, PersonalDataDays = 1, KeepAnnotated = false }, s_idle, s_now.AddYears(10));
        var mended = RetentionCuts.At(new RetentionOptions { Days = 90 }, s_idle, s_now);

        RetentionCuts.Resumed(wrong, mended).Should().Be(mended, "the clock and the days were mended");
        RetentionCuts.Resumed(mended, wrong).Should().Be(mended, "it had less to take");
    }
}
