using ConvLog.Storage.Retention;

namespace ConvLog.Tests.Storage.Retention;

public class RetentionVariablesTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("True", true)]
    [InlineData("1", true)]
    [InlineData("yes", true)]
    [InlineData("On", true)]
    [InlineData(" true ", true)]
    [InlineData("false", false)]
    [InlineData("FALSE", false)]
    [InlineData("0", false)]
    [InlineData("no", false)]
    [InlineData("OFF", false)]
    public void Retention_is_switched_by_WORKFLOW_LOG_CLEANUP_ENABLED(string value, bool enabled)
        => Applied(new RetentionOptions { Enabled = !enabled }, ("WORKFLOW_LOG_CLEANUP_ENABLED", value)).Enabled.Should().Be(enabled);

    [Fact]
    public void Days_and_batches_are_set_by_WORKFLOW_LOG_RETENTION_DAYS_and_WORKFLOW_LOG_CLEANUP_BATCH_SIZE()
    {
        var options = Applied(new RetentionOptions { Days = 5, BatchSize = 6 }, ("WORKFLOW_LOG_RETENTION_DAYS", "90"),
            ("WORKFLOW_LOG_CLEANUP_BATCH_SIZE", "500"));

        (options.Days, options.BatchSize, options.Enabled).Should().Be((90, 500, false), "the operator's word wins over the program's");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void An_absent_or_empty_variable_changes_nothing(string? value)
    {
        var options = Applied(
            new RetentionOptions { Enabled = true, Days = 5, BatchSize = 6 },
            ("WORKFLOW_LOG_CLEANUP_ENABLED", value), ("WORKFLOW_LOG_RETENTION_DAYS", value), ("WORKFLOW_LOG_CLEANUP_BATCH_SIZE", value));

        (options.Enabled, options.Days, options.BatchSize).Should().Be((true, 5, 6));
    }

    [Theory]
    [InlineData("WORKFLOW_LOG_CLEANUP_ENABLED", "maybe", "true, 1, yes, on, false, 0, no or off")]
    [InlineData("WORKFLOW_LOG_CLEANUP_ENABLED", "2", "true, 1, yes, on, false, 0, no or off")]
    [InlineData("WORKFLOW_LOG_CLEANUP_ENABLED", "true;", "true, 1, yes, on, false, 0, no or off")]
    [InlineData("WORKFLOW_LOG_RETENTION_DAYS", "0", "a whole number from 1 to 36500")]
    [InlineData("WORKFLOW_LOG_RETENTION_DAYS", "-30", "a whole number from 1 to 36500")]
    [InlineData("WORKFLOW_LOG_RETENTION_DAYS", "+30", "a whole number from 1 to 36500")]
    [InlineData("WORKFLOW_LOG_RETENTION_DAYS", "36501", "a whole number from 1 to 36500")]
    [InlineData("WORKFLOW_LOG_RETENTION_DAYS", "99999999999999999999", "a whole number from 1 to 36500")]
    [InlineData("WORKFLOW_LOG_RETENTION_DAYS", "30 days", "a whole number from 1 to 36500")]
    [InlineData("WORKFLOW_LOG_RETENTION_DAYS", "30.5", "a whole number from 1 to 36500")]
    [InlineData("WORKFLOW_LOG_RETENTION_DAYS", "1,000", "a whole number from 1 to 36500")]
    [InlineData("WORKFLOW_LOG_RETENTION_DAYS", "٣٠", "a whole number from 1 to 36500")]
    [InlineData("WORKFLOW_LOG_CLEANUP_BATCH_SIZE", "0", "a whole number from 1 to 10000")]
    [InlineData("WORKFLOW_LOG_CLEANUP_BATCH_SIZE", "10001", "a whole number from 1 to 10000")]
    [InlineData("WORKFLOW_LOG_CLEANUP_BATCH_SIZE", "many", "a whole number from 1 to 10000")]
    public void F02_an_invalid_value_throws_with_its_variable_and_the_allowed_values(string name, string value, string allowed)
        => FluentActions.Invoking(() => Applied(new RetentionOptions(), (name, value))).Should().Throw<InvalidOperationException>()
            .WithMessage($"*{name} is '{value}'. It takes {allowed};*");

    [Theory]
    [InlineData("1", "1", 1, 1)]
    [InlineData("36500", "10000", 36_500, 10_000)]
    public void The_minimum_and_maximum_are_allowed(string days, string size, int daysSet, int sizeSet)
    {
        var options = Applied(new RetentionOptions(), ("WORKFLOW_LOG_RETENTION_DAYS", days), ("WORKFLOW_LOG_CLEANUP_BATCH_SIZE", size));

        (options.Days, options.BatchSize).Should().Be((daysSet, sizeSet));
    }

    [Theory]
    [InlineData(100, 100, "")]
    [InlineData(101, 100, "…")]
    [InlineData(10_000, 100, "…")]
    public void Only_the_beginning_of_a_long_value_is_quoted(int length, int quoted, string mark)
        => FluentActions.Invoking(() => Applied(new RetentionOptions(), ("WORKFLOW_LOG_RETENTION_DAYS", new string('x', length)))).Should()
            .Throw<InvalidOperationException>()
            .WithMessage(
            $"The environment variable WORKFLOW_LOG_RETENTION_DAYS is '{new string('x', quoted)}{mark}'. It takes *; where it is absent or empty, the "
            + "program's own setting holds.");

    [Theory]
    [InlineData("7", null)]
    [InlineData("29", null)]
    [InlineData("30", 30)]
    [InlineData("365", 30)]
    public void Fewer_days_than_for_personal_data_delete_it_with_its_conversation(string days, int? personal)
        => Applied(new RetentionOptions { Days = 90, PersonalDataDays = 30 }, ("WORKFLOW_LOG_RETENTION_DAYS", days)).PersonalDataDays.Should()
            .Be(personal, "an operator cannot mend what the program says");

    [Fact]
    public void Options_of_the_program_are_validated_whatever_the_variables_say()
        => FluentActions.Invoking(() => Applied(new RetentionOptions { Days = 7, PersonalDataDays = 8 }, ("WORKFLOW_LOG_RETENTION_DAYS", "90"))).Should()
            .Throw<InvalidOperationException>()
            .WithMessage("RetentionOptions.PersonalDataDays is 8 and RetentionOptions.Days is 7:*");

    [Fact]
    public void No_other_variable_is_read()
    {
        var read = new List<string>();
        RetentionVariables.Apply(new RetentionOptions(), name =>
        {
            read.Add(name);
            return null;
        });

        read.Should().BeEquivalentTo("WORKFLOW_LOG_CLEANUP_ENABLED", "WORKFLOW_LOG_RETENTION_DAYS", "WORKFLOW_LOG_CLEANUP_BATCH_SIZE");
    }

    private static RetentionOptions Applied(RetentionOptions options, params (string Name, string? Value)[] variables)
    {
        RetentionVariables.Apply(options, name => variables.FirstOrDefault(variable => string.Equals(variable.Name, name, StringComparison.Ordinal)).Value);
        return options;
    }
}
