using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitAnalyzer.Rules;

/// <summary>All rules, in the order of their IDs.</summary>
internal static class RuleCatalog
{
    public static readonly ImmutableArray<Rule> All = ImmutableArray.Create<Rule>(
        new INIT001_InitializerDoesNotFitRectifier(),
        new INIT002_InitializerDoesNotFitTanh(),
        new INIT003_InitializerDoesNotFitHiddenSigmoid(),
        new INIT004_SeluNeedsLeCun(),
        new INIT005_InitializerNamesAnotherActivation(),
        new INIT101_InitializerCannotFillTensor(),
        new INIT102_VarianceIsPassed(),
        new INIT103_ConstantWeightsNeverBreakSymmetry(),
        new INIT104_InitialisationIsOverwritten(),
        new INIT105_InitializerDoesNotDoWhatItsNameSays(),
        new INIT106_TemporaryIsInitialised(),
        new INIT107_ParameterIsFilledUnderGradients(),
        new INIT108_ParametersAreUninitialised(),
        new INIT109_NameIsUnknown(),
        new INIT110_InitialisationReachesNoRegisteredLayer(),
        new INIT111_InitialisationMatchesNoLayer(),
        new INIT201_SignalVanishesOrExplodes(),
        new INIT202_FixedScaleIsFarOff(),
        new INIT203_SeluWithDropoutOrNormalisation(),
        new INIT204_FanCountsOtherInputs());

    public static readonly ImmutableArray<DiagnosticDescriptor> Descriptors =
        ImmutableArray.CreateRange(All, rule => rule.Descriptor).Add(INIT901_SettingCannotBeRead.Descriptor).Add(INIT902_DeclarationCannotBeRead.Descriptor);
}
