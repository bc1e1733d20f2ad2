using InitAnalyzer.Frameworks;
using InitAnalyzer.Frameworks.TorchSharp;
using Xunit;

namespace InitAnalyzer.Tests.Reading;

/// <summary>
/// Every step that may stand between a layer and its activation, in each form in which TorchSharp offers it: as a
/// module, as a function and as a method of a tensor. Steps that keep the scale are looked through; behind a
/// normalisation the scale cancels; everything else ends the path.
/// </summary>
public class StepTests
{
    private static readonly string[] ModulesThatPass =
    [
        "Dropout(0.5)", "Dropout1d(0.5)", "Dropout2d(0.5)", "Dropout3d(0.5)", "AlphaDropout(0.5)", "FeatureAlphaDropout(0.5)",
        "AvgPool1d(2)", "AvgPool2d(2)", "AvgPool3d(2)", "AvgPool2d((2, 2))", "AvgPool2d(new long[] { 2, 2 })",
        "AdaptiveAvgPool1d(1)", "AdaptiveAvgPool2d(1)", "AdaptiveAvgPool2d((1, 1))", "AdaptiveAvgPool3d(1)",
        "LPPool1d(2, 2)", "LPPool2d(2, 2)",
        "MaxPool1d(2)", "MaxPool2d(2)", "MaxPool2d(kernel_size: new long[] { 2, 2 })", "MaxPool3d(2)",
        "AdaptiveMaxPool1d(1)", "AdaptiveMaxPool2d(new long[] { 1, 1 })", "AdaptiveMaxPool3d(new long[] { 1, 1, 1 })",
        "FractionalMaxPool2d(2, 1)", "FractionalMaxPool3d(2, 1)",
        "ConstantPad1d(1, 0)", "ConstantPad2d(1, 0)", "ConstantPad3d(1, 0)",
        "ReflectionPad1d(1)", "ReflectionPad2d(1)", "ReflectionPad3d(1)",
        "ReplicationPad1d(1)", "ReplicationPad2d(1)", "ReplicationPad3d(1)", "ZeroPad2d(1)",
        "Flatten()", "Unflatten(1, new long[] { 2, 4 })", "nn.Identity()", "Upsample(scale_factor: new double[] { 2 })",
        "Fold(4, 2)", "Unfold(2)", "PixelShuffle(2)", "PixelUnshuffle(2)", "ChannelShuffle(2)",
    ];

    /// <summary>Modules that need more than the tensor itself.</summary>
    private static readonly (string Creation, string Call)[] ModulesWithIndices =
    [
        ("MaxUnpool1d(2)", "step.forward(h, x)"),
        ("MaxUnpool2d(2)", "step.forward(h, x)"),
        ("MaxUnpool3d(2)", "step.forward(h, x)"),
    ];

    private static readonly string[] ModulesThatNormalise =
    [
        "BatchNorm1d(8)", "BatchNorm2d(8)", "BatchNorm3d(8)",
        "InstanceNorm1d(8)", "InstanceNorm2d(8)", "InstanceNorm3d(8)",
        "GroupNorm(2, 8, affine: false)", "LayerNorm(8)", "LayerNorm(new long[] { 8 })", "LocalResponseNorm(2)",
    ];

    private static readonly string[] FunctionsThatPass =
    [
        "functional.dropout(h)", "functional.dropout(h, 0.5, training)", "functional.dropout1d(h)", "functional.dropout2d(h)",
        "functional.dropout3d(h)", "functional.alpha_dropout(h)", "functional.feature_alpha_dropout(h)",
        "functional.avg_pool1d(h, 2)", "functional.avg_pool2d(h, 2)", "functional.avg_pool3d(h, new long[] { 2, 2, 2 })",
        "functional.avg_pool2d(h, new long[] { 2, 2 })",
        "functional.adaptive_avg_pool1d(h, 1)", "functional.adaptive_avg_pool2d(h, 1)", "functional.adaptive_avg_pool3d(h, 1)",
        "functional.lp_pool1d(h, 2, 2)", "functional.lp_pool2d(h, 2, 2)",
        "functional.max_pool1d(h, 2)", "functional.max_pool2d(h, 2)", "functional.max_pool3d(h, new long[] { 2, 2, 2 })",
        "functional.max_pool2d(h, (2, 2))",
        "functional.adaptive_max_pool1d(h, 1)", "functional.adaptive_max_pool2d(h, new long[] { 1, 1 })", "functional.adaptive_max_pool3d(h, new long[] { 1, 1, 1 })",
        "functional.max_pool1d_with_indices(h, 2).output", "functional.max_pool2d_with_indices(h, new long[] { 2, 2 }).output", "functional.max_pool3d_with_indices(h, new long[] { 2, 2, 2 }).output",
        "functional.adaptive_max_pool1d_with_indices(h, 1).Values",
        "functional.adaptive_max_pool2d_with_indices(h, new long[] { 1, 1 }).Values",
        "functional.adaptive_max_pool3d_with_indices(h, new long[] { 1, 1, 1 }).Values",
        "functional.fractional_max_pool2d(h, 2, 1)", "functional.fractional_max_pool2d_with_indices(h, 2, 1).Values",
        "functional.fractional_max_pool3d(h, 2, 1)", "functional.fractional_max_pool3d_with_indices(h, 2, 1).Values",
        "functional.max_unpool1d(h, x, 2)", "functional.max_unpool2d(h, x, new long[] { 2, 2 })", "functional.max_unpool3d(h, x, new long[] { 2, 2, 2 })",
        "functional.pad(h, new long[] { 1, 1 })", "functional.fold(h, 4, 2)", "functional.unfold(h, 2)",
        "functional.pixel_shuffle(h, 2)", "functional.pixel_unshuffle(h, 2)",
        "functional.grid_sample(h, x)", "functional.interpolate(h, scale_factor: new double[] { 2 })",
        "functional.upsample(h, scale_factor: new double[] { 2 })", "functional.upsample_bilinear(h, scale_factor: new double[] { 2 })",
        "functional.upsample_nearest(h, scale_factor: new double[] { 2 })", "functional.upsample_nearest1d(h, 4, null)",
        "functional.upsample_nearest2d(h, new long[] { 4, 4 })", "functional.upsample_nearest3d(h, new long[] { 4, 4, 4 })",
    ];

    private static readonly string[] TorchFunctionsThatPass =
    [
        "torch.clone(h)", "torch.conj(h)", "torch.dequantize(h)", "torch.nan_to_num(h)", "torch.nan_to_num_(h)", "torch.positive(h)",
        "torch.resolve_conj(h)", "torch.resolve_neg(h)",
        "torch.adjoint(h)", "torch.atleast_1d(h).First()", "torch.atleast_2d(h).First()", "torch.atleast_3d(h).First()",
        "torch.flatten(h, 1)", "torch.flip(h, 1)", "torch.fliplr(h)", "torch.flipud(h)",
        "torch.moveaxis(h, 0, 1)", "torch.movedim(h, 0, 1)", "torch.permute(h, 1, 0)", "torch.ravel(h)", "torch.reshape(h, 2, 4)",
        "torch.roll(h, 1)", "torch.rot90(h)", "torch.squeeze(h, 1)", "torch.squeeze_(h)", "torch.swapaxes(h, 0, 1)", "torch.swapdims(h, 0, 1)",
        "torch.t(h)", "torch.transpose(h, 0, 1)", "torch.unflatten(h, 1, 2, 4)", "torch.unsqueeze(h, 0)", "torch.unsqueeze_(h, 0)",
        "torch.view_as_complex(h)", "torch.view_as_real(h)",
        "torch.broadcast_tensors(h, x)[0]", "torch.broadcast_to(h, 2, 8)", "torch.repeat_interleave(h, 2)", "torch.tile(h, new long[] { 2 })",
        "torch.chunk(h, 2)[0]", "torch.diagonal(h)", "torch.dsplit(h, 2)[0]", "torch.gather(h, 0, x)", "torch.hsplit(h, 2)[0]",
        "torch.index_select(h, 0, x)", "torch.masked_select(h, x)", "torch.msort(h)", "torch.narrow(h, 0, 0, 1)", "torch.select(h, 0, 1)",
        "torch.sort(h).values", "torch.split(h, new long[] { 4, 4 })[0]", "torch.take(h, x)", "torch.take_along_dim(h, x)",
        "torch.tensor_split(h, 2)[0]", "torch.topk(h, 2).values", "torch.unbind(h, 0L)[0]", "torch.vsplit(h, new long[] { 2 })[0]",
        "torch.index_fill(h, 0, x, 0)", "torch.index_fill_(h, 0, x, 0)", "torch.scatter(h, 0, x, x)", "torch.scatter_(h, 0, x, x)",
        "torch.tril(h)", "torch.tril_(h)", "torch.triu(h)", "torch.triu_(h)",
        "torch.block_diag(h, x)", "torch.cartesian_prod(h, x)", "torch.cat(new[] { h, x }, 1)", "torch.column_stack(h, x)",
        "torch.concat(new[] { h, x }, 1)", "torch.concatenate(new[] { h, x }, 1)", "torch.dstack(h, x)", "torch.hstack(h, x)",
        "torch.row_stack(h, x)", "torch.stack(new[] { h, x })", "torch.vstack(new[] { h, x })", "torch.where(x, h, x)",
    ];

    private static readonly string[] MethodsThatPass =
    [
        "h.align_as(x)", "h.align_to(new[] { \"N\", \"C\" })", "h.clone()", "h.conj()", "h.contiguous()", "h.dequantize()", "h.nan_to_num()", "h.pin_memory()",
        "h.positive()", "h.refine_names(new[] { \"N\", \"C\" })", "h.rename(new[] { \"N\", \"C\" })", "h.resolve_conj()", "h.resolve_neg()",
        "h.to_dense()", "h.to_sparse()", "h.nan_to_num_()", "h.rename_(new[] { \"N\", \"C\" })",
        "h.alias()", "h.detach()", "h.detach_()", "h.requires_grad_()", "h.with_requires_grad()", "h.print()",
        "h.DetachFromDisposeScope()", "h.DetatchFromDisposeScope()", "h.MoveToOtherDisposeScope(x)", "h.MoveToOuterDisposeScope()",
        "h.cpu()", "h.cuda()", "h.mps()", "h.to(x.device)", "h.to(DeviceType.CUDA)", "h.to(ScalarType.Float32)", "h.to(\"cpu\")", "h.to(x)",
        "h.to_type(ScalarType.Float32)", "h.type(ScalarType.Float32)", "h.type_as(x)", "h.bfloat16()", "h.half()", "h.@float()", "h.@double()", "h.cfloat()", "h.cdouble()",
        "h.H", "h.T", "h.mH", "h.mT", "h.adjoint()", "h.as_strided(new long[] { 2, 4 }, new long[] { 4, 1 })",
        "h.atleast_1d()", "h.atleast_2d()", "h.atleast_3d()", "h.channel_shuffle(2)", "h.flatten(1)", "h.flip(1)", "h.fliplr()", "h.flipud()",
        "h.moveaxis(new long[] { 0 }, new long[] { 1 })", "h.movedim(new long[] { 0 }, new long[] { 1 })",
        "h.permute(1, 0)", "h.ravel()", "h.reshape(-1, 8)", "h.roll(1)", "h.rot90()", "h.squeeze()", "h.squeeze(-1)", "h.swapaxes(0, 1)", "h.swapdims(0, 1)",
        "h.t()", "h.transpose(0, 1)", "h.unflatten(1, 2, 4)", "h.unsqueeze(0)", "h.view(-1, 8)", "h.view_as(x)", "h.view_as_complex()", "h.view_as_real()",
        "h.squeeze_()", "h.transpose_(0, 1)", "h.unsqueeze_(0)",
        "h.broadcast_to(2, 8)", "h.expand(2, 8)", "h.expand(new long[] { 2, 8 })", "h.expand_as(x)", "h.repeat(2, 1)", "h.repeat_interleave(2)", "h.tile(new long[] { 2 })",
        "h[0]", "h[TensorIndex.Ellipsis, TensorIndex.Slice(0, 4)]", "h[.., 0]",
        "h.chunk(2)[0]", "h.diagonal()", "h.dsplit(2)[0]", "h.gather(0, x)", "h.hsplit(2)[0]", "h.index(TensorIndex.Single(0))", "h.index_select(0, x)",
        "h.masked_select(x)", "h.msort()", "h.narrow(1, 0, 4)", "h.select(1, 0)", "h.slice(1, 0, 4, 1)", "h.sort().Values", "h.split(4)[0]", "h.take(x)",
        "h.take_along_dim(x)", "h.tensor_split(2)[0]", "h.topk(2).values", "h.unbind()[0]", "h.unfold(0, 2, 1)", "h.vsplit(2)[0]",
        "h.index_fill(0, x, 0)", "h.masked_fill(x, 0)", "h.masked_scatter(x, x)", "h.scatter(0, x, x)", "h.tril()", "h.triu()",
        "h.index_fill_(0, x, 0)", "h.index_put_(x, TensorIndex.Single(0))", "h.masked_fill_(x, 0)", "h.masked_scatter_(x, x)", "h.scatter_(0, x, x)", "h.tril_()", "h.triu_()",
        "h.where(x, x)",
    ];

    private static readonly string[] FunctionsThatNormalise =
    [
        "functional.batch_norm(h, x, x)", "functional.group_norm(h, 2)", "functional.instance_norm(h)",
        "functional.layer_norm(h, new long[] { 8 })", "functional.local_response_norm(h, 2)", "functional.normalize(h)",
        "torch.renorm(h, 2, 0, 1)", "h.renorm(2, 0, 1)",
    ];

    private static readonly string[] OperationsThatEnd =
    [
        "h + x", "x + h", "h - x", "h * x", "h / x", "-h", "h * 0.5", "h + 1", "1 - h", "h.add(x)", "h.sub(x)", "h.mul(x)", "h.div(x)", "h.neg()",
        "torch.add(h, x)", "torch.mul(h, x)", "h.add_(x)", "h.mul_(x)", "h.pow(2)", "h.sqrt()", "h.exp()", "h.abs()", "h.sin()", "torch.clamp(h, 0, 1)", "h.clamp(0, 1)",
        "h.matmul(x)", "torch.matmul(h, x)", "torch.mm(h, x)", "torch.bmm(h, x)", "torch.einsum(\"ij,jk->ik\", h, x)",
        "h.sum()", "h.mean()", "h.max()", "torch.max(h)", "h.std()", "h.var()", "h.norm()", "h.argsort()", "torch.argsort(h)", "h.cumsum(0)",
        "torch.lerp(h, x, x)", "h.lerp(x, x)", "torch.addcmul(h, x, x, 1)", "functional.scaled_dot_product_attention(h, x, x)",
        "functional.linear(h, x)", "functional.cosine_similarity(h, x, 1, 1e-8)",
    ];

    public static TheoryData<string> PassingModules => [.. ModulesThatPass];

    public static TheoryData<string, string> PassingModulesWithIndices
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var (creation, call) in ModulesWithIndices)
            {
                rows.Add(creation, call);
            }

            return rows;
        }
    }

    public static TheoryData<string> NormalisingModules => [.. ModulesThatNormalise];

    public static TheoryData<string> PassingExpressions => [.. FunctionsThatPass, .. TorchFunctionsThatPass, .. MethodsThatPass];

    public static TheoryData<string> NormalisingExpressions => [.. FunctionsThatNormalise];

    public static TheoryData<string> EndingExpressions => [.. OperationsThatEnd];

    [Theory]
    [MemberData(nameof(PassingModules))]
    public async Task Looks_through_a_module_that_passes_in_a_field(string creation) =>
        await Analysis.Diagnostics(WithModule(creation, "step.forward(h)", isReported: true));

    [Theory]
    [MemberData(nameof(PassingModulesWithIndices))]
    public async Task Looks_through_a_module_that_takes_indices(string creation, string call) =>
        await Analysis.Diagnostics(WithModule(creation, call, isReported: true));

    [Theory]
    [MemberData(nameof(PassingModules))]
    public async Task Looks_through_a_module_that_passes_in_a_Sequential(string creation) =>
        await Analysis.Diagnostics(InSequential(creation, isReported: true));

    [Theory]
    [MemberData(nameof(NormalisingModules))]
    public async Task Behind_a_module_that_normalises_the_scale_cancels(string creation)
    {
        await Analysis.Diagnostics(WithModule(creation, "step.forward(h)", isReported: false));
        await Analysis.Diagnostics(InSequential(creation, isReported: false));
    }

    [Theory]
    [MemberData(nameof(PassingExpressions))]
    public async Task Looks_through_a_function_or_method_that_passes(string step) =>
        await Analysis.Diagnostics(WithExpression(step, isReported: true));

    [Theory]
    [MemberData(nameof(NormalisingExpressions))]
    public async Task Behind_a_function_that_normalises_the_scale_cancels(string step) =>
        await Analysis.Diagnostics(WithExpression(step, isReported: false));

    [Theory]
    [MemberData(nameof(EndingExpressions))]
    public async Task Claims_nothing_beyond_an_operation_that_ends_the_path(string step) =>
        await Analysis.Diagnostics(WithExpression(step, isReported: false));

    /// <summary>The dropout of a flattened pooling: steps add up.</summary>
    [Fact]
    public async Task Looks_through_several_steps_in_a_row() =>
        await Analysis.Diagnostics(WithExpression(
            "functional.dropout(functional.max_pool2d(h, 2).flatten(1).contiguous()[.., 0].to(ScalarType.Float32), 0.5, training)",
            isReported: true));

    [Fact]
    public async Task One_normalisation_among_several_steps_is_enough() =>
        await Analysis.Diagnostics(WithExpression(
            "functional.dropout(functional.layer_norm(functional.max_pool2d(h, 2), new long[] { 8 }).flatten(1))",
            isReported: false));

    /// <summary>A statement that changes the tensor in place changes the variable that holds it.</summary>
    [Theory]
    [InlineData("h.squeeze_();")]
    [InlineData("h.unsqueeze_(0);")]
    [InlineData("h.transpose_(0, 1);")]
    [InlineData("h.masked_fill_(x, 0);")]
    [InlineData("functional.dropout(h, 0.5, training, inplace: true);")]
    public async Task Looks_through_steps_in_place(string statement) =>
        await Analysis.Diagnostics(Program("", $"{statement}\n        return h.relu();", isReported: true));

    /// <summary>The tables list the same members as the framework's; a step that is added there is due a row here.</summary>
    [Fact]
    public void Every_step_of_the_framework_table_is_tried()
    {
        var tried = new HashSet<string>(StringComparer.Ordinal);
        foreach (var creation in ModulesThatPass.Concat(ModulesThatNormalise).Concat(ModulesWithIndices.Select(row => row.Creation)))
        {
            tried.Add("nn." + creation.Replace("nn.", "", StringComparison.Ordinal).Split('(')[0]);
        }

        foreach (var step in FunctionsThatPass.Concat(TorchFunctionsThatPass).Concat(MethodsThatPass).Concat(FunctionsThatNormalise))
        {
            tried.Add(step.StartsWith("h[", StringComparison.Ordinal) ? "h.this[]" : step.Split('(')[0].Replace("@", "", StringComparison.Ordinal));
        }

        var missing = new List<string>();
        foreach (var row in TorchSharpFramework.Table.Rows)
        {
            var step = row.Concept switch
            {
                MakesModule { Module: var made } => made,
                AppliesModule { Module: var applied } => applied,
                _ => null,
            };
            if (step is not (PassThroughConcept or NormalisationConcept or JoinConcept))
            {
                continue;
            }

            var prefix = row.Container switch
            {
                TorchSharpFramework.NN => "nn.",
                TorchSharpFramework.Functional => "functional.",
                TorchSharpFramework.Torch => "torch.",
                _ => "h.",
            };
            missing.AddRange(Words.Split(row.Members).Select(member => prefix + member).Where(member => !tried.Contains(member)));
        }

        Assert.Empty(missing);
    }

    private static string WithModule(string creation, string call, bool isReported) =>
        Program($"private readonly {TypeOf(creation)} step = {creation};", $"return functional.relu({call});", isReported);

    private static string WithExpression(string step, bool isReported) =>
        Program("", $"h = {step};\n        return h.relu();", isReported);

    private static string Program(string member, string body, bool isReported) =>
        ProgramTable.Net(
            members: $"private readonly Linear fc = Linear(16, 8);\n{member}",
            init: Call("fc.weight", isReported),
            forward: $"var h = fc.forward(x);\n{body}");

    private static string InSequential(string creation, bool isReported) =>
        ProgramTable.Net(
            members: $"private readonly Sequential net = Sequential((\"fc\", Linear(16, 8)), (\"step\", {creation}), (\"relu\", ReLU()));",
            init: Call("((Linear)net[0]).weight", isReported),
            forward: "return net.forward(x);");

    private static string Call(string weight, bool isReported) =>
        isReported ? $"{{|INIT001:init.xavier_uniform_({weight})|}};" : $"init.xavier_uniform_({weight});";

    private static string TypeOf(string creation)
    {
        var name = creation.Replace("nn.", "", StringComparison.Ordinal).Split('(')[0];
        return "TorchSharp.Modules." + name;
    }
}
